import type { MethodList } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { PaymentState } from '../contract/paymentState.ts'

export const attemptId = '0123456789abcdef0123456789abcdef'

const eur = (value: number): Money => ({ value, currency: 'EUR' })

/** A state as the shop proxy answers it. */
export function stateOf(members: Partial<PaymentState> = {}): PaymentState {
  return {
    paymentId: 'cart-1',
    status: 'pending',
    settled: false,
    revision: { epoch: 1, seq: 1 },
    updatedAt: '2026-11-22T10:00:00Z',
    amounts: {
      total: eur(2049),
      authorized: eur(0),
      captured: eur(0),
      refunded: eur(0),
      chargedBack: eur(0),
    },
    attempts: [],
    history: [{ status: 'open', at: '2026-11-22T10:00:00Z' }],
    fulfilment: [],
    ...members,
  }
}

/** A result as the shop proxy answers it. */
export function resultOf(members: Record<string, unknown> = {}): PaymentResult {
  return {
    outcome: 'pending',
    paymentId: 'cart-1',
    attemptId,
    step: 1,
    state: stateOf(),
    ...members,
  }
}

/** A list as the shop proxy answers it. */
export function listOf(members: Partial<MethodList> = {}): MethodList {
  return {
    payment: {
      paymentId: 'cart-1',
      kind: 'purchase',
      version: '1',
      total: eur(1999),
      due: eur(1999),
      parts: [],
    },
    methods: [
      {
        provider: 'sandbox',
        method: 'card',
        title: 'Card',
        total: eur(2049),
        quote: 'q1',
        needs: 'component',
        isStorable: false,
        isOffline: false,
      },
    ],
    stored: [],
    unavailable: [],
    ...members,
  }
}
