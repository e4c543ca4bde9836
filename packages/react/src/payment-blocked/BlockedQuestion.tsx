'use client'

import type { BlockingAttempt, Selection } from '@payloom/core'
import { formatMoney } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import type { Words } from '../context/Words.ts'
import type { PlaceOrder } from '../hooks/usePlaceOrder.ts'
import type { PartProps } from '../part/PartProps.ts'
import { Question } from '../question/Question.tsx'

/** Props of {@link BlockedQuestion}. */
export interface BlockedQuestionProps {
  by: BlockingAttempt
  order: PlaceOrder
  selection: Selection
  words: Words
  isOnline: boolean
  part: PartProps
}

/** What is open or stands already, and the one press that ends it and pays here. */
export function BlockedQuestion(props: BlockedQuestionProps): ReactNode {
  const { by, order, selection, words, isOnline, part } = props
  const family = by.placed ? 'standing' : 'blocked'
  const { supersede, placeOrder } = order
  const press = () => {
    supersede()
    if (!hasOwnPress(selection)) void placeOrder()
  }
  const text = (
    <>
      {by.title && <p>{words.text(`${family}.text`, { method: by.title })}</p>}
      <p>{words.text(`${family}.ends`)}</p>
    </>
  )
  return (
    <Question
      title={words.text(`${family}.title`)}
      text={text}
      urgency="status"
      answer={answerOf(props)}
      wait={isOnline ? '' : words.text('reason.offline')}
      onAnswer={press}
      part={part}
    />
  )
}

/** Paid by another press: of the method's own button, or of the page's once something is chosen, or saved by it. */
function hasOwnPress({ method, presentation, kind }: Selection): boolean {
  return !method || presentation === 'button' || kind === 'setup'
}

/** What the press does and costs. */
function answerOf({ by, order: { total }, selection, words }: BlockedQuestionProps): string {
  const family = by.placed ? 'standing' : 'blocked'
  if (hasOwnPress(selection)) return words.text(`${family}.own`)
  if (selection.method?.isOffline || !total || total.value === 0) {
    return words.text(by.placed ? 'standing.own' : 'blocked.place')
  }
  return words.text(`${family}.pay`, { amount: formatMoney(total, words.locale) })
}
