'use client'

import { type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'

/** Props of {@link Question}. */
export interface QuestionProps {
  title: string
  /** What it is about and what the answer does; read out politely, or at once. */
  text: ReactNode
  urgency: 'status' | 'alert'
  /** What the one button says; it names what it costs. */
  answer: string
  /** Why it cannot be answered now. */
  wait?: string | undefined
  onAnswer(): void
  part: PartProps
}

/** Something to decide before an order goes on: a calm box with one button. It is no error, and looks like none. */
export function Question(props: QuestionProps): ReactElement {
  const { title, text, urgency, answer, wait = '', onAnswer, part } = props
  const id = useId()
  const titleRef = useQuestionFocus()
  return drawPart(
    'div',
    {
      className: 'payloom payloom-notice payloom-question',
      role: 'group',
      'aria-labelledby': id,
      children: (
        <>
          <p id={id} ref={titleRef} tabIndex={-1} className="payloom-notice-title">
            {title}
          </p>
          <div role={urgency} className="payloom-question-text">
            {text}
          </div>
          <div className="payloom-question-answer">
            <button
              type="button"
              className="payloom-button"
              aria-disabled={wait !== ''}
              aria-describedby={wait === '' ? undefined : `${id}-wait`}
              onClick={() => wait === '' && onAnswer()}
            >
              <span translate="no">{answer}</span>
            </button>
            <p id={`${id}-wait`} className="payloom-hint" aria-live="polite">
              {wait}
            </p>
          </div>
        </>
      ),
    },
    part,
  )
}

/** Whoever pressed a button here is led to the question; whoever writes elsewhere in the page is not torn away. */
function useQuestionFocus() {
  const title = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    const at = document.activeElement
    if (!at || at === document.body || at.closest('.payloom')) title.current?.focus()
  }, [])
  return title
}
