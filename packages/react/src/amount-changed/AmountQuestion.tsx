'use client'

import { formatMoney, type Money } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { PartProps } from '../part/PartProps.ts'
import { Question } from '../question/Question.tsx'

/** Props of {@link AmountQuestion}. */
export interface AmountQuestionProps {
  newTotal: Money
  onAccept: (() => void) | undefined
  part: PartProps
}

/** The new total, and the press that accepts it. */
export function AmountQuestion({ newTotal, onAccept, part }: AmountQuestionProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<AmountChanged>')
  const amount = formatMoney(newTotal, words.locale)
  const accept = () => {
    checkout.acceptAmount()
    onAccept?.()
  }
  return (
    <Question
      title={words.text('review.title')}
      text={<p translate="no">{words.text('review.text', { amount })}</p>}
      urgency="alert"
      answer={words.text('review.accept', { amount })}
      onAnswer={accept}
      part={part}
    />
  )
}
