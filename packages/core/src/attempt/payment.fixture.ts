import type { PaymentOutcome, PaymentResult } from '../contract/paymentResult.ts'
import type { AttemptState, PaymentState } from '../contract/paymentState.ts'

export const paymentId = 'payment-1'

const eur = (value: number) => ({ value, currency: 'EUR' })

/** An attempt's id made of one letter or digit, for tests. */
export function idOf(letter: string): string {
  return letter.repeat(32)
}

export function attemptState(overrides: Partial<AttemptState> = {}): AttemptState {
  return {
    attemptId: idOf('a'),
    provider: 'scripted',
    method: 'card',
    title: 'Card',
    status: 'pending',
    amount: eur(2049),
    live: true,
    ...overrides,
  }
}

let seq = 0

/** A state of `payment-1`; each one is newer than the one before. */
export function paymentState(overrides: Partial<PaymentState> = {}): PaymentState {
  return {
    paymentId,
    status: 'pending',
    settled: false,
    revision: { epoch: 1, seq: ++seq },
    updatedAt: '2026-11-22T10:00:00Z',
    amounts: {
      total: eur(2049),
      authorized: eur(0),
      captured: eur(0),
      refunded: eur(0),
      chargedBack: eur(0),
    },
    attempts: [attemptState()],
    history: [],
    fulfilment: [],
    ...overrides,
  }
}

export function paymentResult(
  outcome: PaymentOutcome,
  overrides: Partial<Pick<PaymentResult, 'attemptId' | 'step' | 'state' | 'orderId'>> = {},
): PaymentResult {
  return { paymentId, attemptId: idOf('a'), step: 1, state: paymentState(), ...overrides, ...outcome }
}
