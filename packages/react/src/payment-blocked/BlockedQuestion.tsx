'use client'

import type { BlockingAttempt, PlaceOrderOptions } from '@payloom/core'
import { type Display, formatMoney } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { useOnline } from '../hooks/useOnline.ts'
import { usePlaceOrder } from '../hooks/usePlaceOrder.ts'
import type { PartProps } from '../part/PartProps.ts'
import { Question } from '../question/Question.tsx'
import { OtherDisplay } from './OtherDisplay.tsx'

/** Props of {@link BlockedQuestion}. */
export interface BlockedQuestionProps {
  by: BlockingAttempt
  display: Display | undefined
  options: Pick<PlaceOrderOptions, 'store' | 'consents'>
  part: PartProps
}

/** What is open or stands already, and the one press that ends it and pays here. */
export function BlockedQuestion({ by, display, options, part }: BlockedQuestionProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentBlocked>')
  const { answer, press } = useAnswer(by, options)
  const wait = useOnline() ? '' : words.text('reason.offline')
  const family = by.placed ? 'standing' : 'blocked'
  const { title } = by
  const text = (
    <>
      <p>{title ? words.text(`${family}.text`, { method: title }) : words.text(`${family}.unnamed`)}</p>
      <p>{words.text(`${family}.ends`)}</p>
    </>
  )
  return (
    <Question
      title={words.text(`${family}.title`)}
      urgency="status"
      {...{ text, answer, wait, part }}
      onAnswer={press}
    >
      {display && <OtherDisplay display={display} />}
    </Question>
  )
}

/** What the button says and does: a method with its own button, or none at all, is paid by another press. */
function useAnswer({ placed }: BlockingAttempt, options: BlockedQuestionProps['options']) {
  const { checkout, words } = useCheckoutContext('<PaymentBlocked>')
  const { supersede, placeOrder, total } = usePlaceOrder(options)
  const { method, presentation, kind } = useStoreState(checkout.selection, (selection) => selection)
  const family = placed ? 'standing' : 'blocked'
  if (!method || presentation === 'button') {
    return { answer: words.text(`${family}.own`), press: supersede }
  }
  const press = () => {
    supersede()
    void placeOrder()
  }
  if (kind === 'setup') return { answer: words.text('blocked.save'), press }
  if (method.isOffline || !total || total.value === 0) {
    return { answer: words.text(`${family}.place`), press }
  }
  return { answer: words.text(`${family}.pay`, { amount: formatMoney(total, words.locale) }), press }
}
