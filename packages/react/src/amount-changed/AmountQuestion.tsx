'use client'

import { formatMoney, type Money } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import type { Words } from '../context/Words.ts'
import type { PartProps } from '../part/PartProps.ts'
import { Question } from '../question/Question.tsx'

/** Props of {@link AmountQuestion}. */
export interface AmountQuestionProps {
  newTotal: Money
  words: Words
  onAccept(): void
  part: PartProps
}

/** The new total, and the press that accepts it. */
export function AmountQuestion({ newTotal, words, onAccept, part }: AmountQuestionProps): ReactNode {
  const amount = formatMoney(newTotal, words.locale)
  return (
    <Question
      title={words.text('review.title')}
      text={<p translate="no">{words.text('review.text', { amount })}</p>}
      urgency="alert"
      answer={words.text('review.accept', { amount })}
      onAnswer={onAccept}
      part={part}
    />
  )
}
