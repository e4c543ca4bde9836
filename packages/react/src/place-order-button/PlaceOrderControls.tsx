'use client'

import type { AttemptView, PlaceOrderOptions } from '@payloom/core'
import type { PaymentResult } from '@payloom/core/contract'
import { type ReactNode, type RefCallback, useCallback, useEffect, useRef } from 'react'
import { AmountOutlet } from '../amount-changed/AmountOutlet.tsx'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { usePlaceOrder } from '../hooks/usePlaceOrder.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { importPressedParts } from '../lazy-part/importPressedParts.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import { BlockedOutlet } from '../payment-blocked/BlockedOutlet.tsx'
import { OwnButton } from './OwnButton.tsx'
import { RefusalMessage } from './RefusalMessage.tsx'
import { SubmitButton } from './SubmitButton.tsx'
import { type PlacedOrder, useOnOrder } from './useOnOrder.ts'

/** Props of {@link PlaceOrderControls}. */
export interface PlaceOrderControlsProps {
  options: Pick<PlaceOrderOptions, 'store' | 'consents'>
  onOrder: ((order: PlacedOrder) => void) | undefined
}

const wayOutLoader = createPartLoader(async () => (await importPressedParts()).WayOut)

/**
 * What stands in the place of the button: why the last try came back, or a question to decide first, and the button itself or the chosen
 * method's own. While a question stands, here or where the page placed its part, the page's button is away: there is one thing to press.
 */
export function PlaceOrderControls({ options, onOrder }: PlaceOrderControlsProps): ReactNode {
  useOnOrder(onOrder)
  const { checkout, words, taken, take, listFocus } = useCheckoutContext('<PlaceOrderButton>')
  const order = usePlaceOrder(options)
  const presentation = useStoreState(checkout.selection, (selection) => selection.presentation)
  useEffect(() => take('button'), [take])
  const isOwn =
    presentation === 'button' && !order.reasons.includes('done') && !order.reasons.includes('panel-error')
  const isAsked = order.phase === 'reviewing' || order.phase === 'blocked'
  const next = useFocusAfter(isAsked)
  const waiting = waitingResult(order.attempt)
  const cancel = async () => {
    const outcome = await order.cancelPayment()
    // The button that was pressed goes away, and the focus with it.
    if (outcome.kind === 'result' && outcome.result.outcome === 'canceled') listFocus.current?.()
  }
  return (
    <>
      <RefusalMessage attempt={order.attempt} />
      {!taken.amount && <AmountOutlet />}
      {!taken.blocked && <BlockedOutlet options={options} />}
      {isOwn && <OwnButton order={order} isAsked={isAsked} focusRef={next} />}
      {!isOwn && !isAsked && <SubmitButton order={order} buttonRef={next} />}
      {waiting && (
        <LazyPart
          key={waiting.attemptId}
          loader={wayOutLoader}
          props={{ words, isLeaving: waiting.outcome === 'redirect', onCancel: cancel }}
          isReady={true}
          placeholder={null}
        />
      )}
    </>
  )
}

/** The button of a question goes away when it is answered, and the focus with it: it goes to what is pressed next. */
function useFocusAfter(isAsked: boolean): RefCallback<HTMLElement> {
  const next = useRef<HTMLElement | null>(null)
  const wasAsked = useRef(false)
  useEffect(() => {
    const { activeElement, body } = document
    if (wasAsked.current && !isAsked && (!activeElement || activeElement === body)) next.current?.focus()
    wasAsked.current = isAsked
  }, [isAsked])
  return useCallback((element) => {
    next.current = element
  }, [])
}

/** The answer of an attempt that waits for the shopper, here or at a company's page. */
function waitingResult(attempt: AttemptView): PaymentResult | undefined {
  if (attempt.phase !== 'confirming' || !attempt.result) return undefined
  return attempt.result.outcome === 'redirect' || attempt.display ? attempt.result : undefined
}
