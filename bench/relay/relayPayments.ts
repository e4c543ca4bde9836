import { createHash } from 'node:crypto'
import { type PaymentRecord, paymentState } from '@payloom/server'

/** The state that browsers see. */
export type ShownState = ReturnType<typeof paymentState>

const at = '2026-11-22T10:00:00.000Z'
const total = { value: 4950, currency: 'EUR' }

/** The id of a reader's payment, as long as a real one. */
export const paymentIdOf = (index: number): string => `cart-${String(index).padStart(8, '0')}`

/** A payment by card that waits for its money: what most open streams are about. */
export function createPayment(index: number): PaymentRecord {
  const paymentId = paymentIdOf(index)
  const attemptId = createHash('md5').update(paymentId).digest('hex')
  return {
    ...{ tenant: 'shop', paymentId, kind: 'purchase', version: 'v1', total, orderId: `order-${index}` },
    attempts: [
      {
        ...{ attemptId, provider: 'sandbox', method: 'card', title: 'Card', amount: total, isOffline: false },
        ...{ version: 'v1', requestHash: 'x', step: 1, answers: [], createdAt: at },
        outcome: { outcome: 'complete' },
      },
    ],
    facts: [{ factId: `evt-${index}`, attemptId, kind: 'pending', providerTime: at }],
    burnt: [],
    history: [
      { status: 'open', at },
      { status: 'pending', at },
    ],
    ...{ seq: 1, epoch: 1, updatedAt: at, updates: [] },
  }
}

/** The same state, later. */
export const stateAt = (state: ShownState, seq: number): ShownState => ({
  ...state,
  revision: { epoch: 1, seq },
})

/** The state of a reader's payment at the first event. */
export const firstState = (index: number): ShownState => paymentState(createPayment(index))
