'use client'

import {
  type AttemptView,
  PaymentError,
  type PlaceOrderOptions,
  type PlaceOrderOutcome,
  type SubmitReason,
} from '@payloom/core'
import type { Money } from '@payloom/core/contract'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { useOrderCheck } from './useOrderCheck.ts'

/** What {@link usePlaceOrder} returns. */
export interface PlaceOrder {
  /** Places the order, once: while one is under way every call gets the same promise. Never rejects. */
  placeOrder(): Promise<PlaceOrderOutcome>
  /** Accepts the new total while `phase` is `reviewing`. */
  acceptAmount(): void
  /** Agrees, while `phase` is `blocked`, that the other attempt is ended by the next order. */
  supersede(): void
  /** Ends the attempt that waits: a redirect that was not followed, a code that nobody scans. Never rejects. */
  cancelPayment(): Promise<PlaceOrderOutcome>
  /** Whether placing the order can succeed now. */
  canSubmit: boolean
  /** Why not, the most basic first; empty when it can. */
  reasons: readonly SubmitReason[]
  /** Whether an order is under way. */
  isBusy: boolean
  /** Phase of the attempt. */
  phase: AttemptView['phase']
  /** The attempt as a whole: its error, its new total, its result, what stands in its way. */
  attempt: AttemptView
  /** What the chosen method costs, its surcharge included; without a choice what is left to pay. */
  total: Money | undefined
}

/**
 * Places the order by the chosen method.
 *
 * @param options `beforeSubmit` is asked before anything is collected, by a method's own button too: `false` or a throw leaves the
 * order unsent. For own buttons it has to answer synchronously.
 */
export function usePlaceOrder(options: PlaceOrderOptions = {}): PlaceOrder {
  const { checkout, loadActionHost } = useCheckoutContext('usePlaceOrder')
  const { canSubmit, reasons } = useStoreState(checkout.submit, (submit) => submit)
  const total = useStoreState(checkout.selection, ({ method, due, total }) => method?.total ?? due ?? total)
  const attempt = useStoreState(checkout.attempt, (attempt) => attempt)
  const { beforeSubmit, ...sent } = options
  useOrderCheck(beforeSubmit)
  return {
    // What a challenge needs is here before the order is sent, or the order is not sent.
    placeOrder: () => checkout.placeOrder({ ...sent, beforeSubmit: () => prepareWith(loadActionHost) }),
    acceptAmount: () => checkout.acceptAmount(),
    supersede: () => checkout.supersede(),
    cancelPayment: () => checkout.cancelPayment(),
    canSubmit,
    reasons,
    isBusy: reasons.includes('busy'),
    phase: attempt.phase,
    attempt,
    total,
  }
}

async function prepareWith(loadActionHost: () => Promise<unknown>): Promise<undefined> {
  try {
    await loadActionHost()
  } catch (cause) {
    throw new PaymentError({
      message: 'CheckoutProvider: code of the dialog did not load; check the connection and try again.',
      code: 'provider_unavailable',
      retry: 'same',
      origin: 'page',
      cause,
    })
  }
}
