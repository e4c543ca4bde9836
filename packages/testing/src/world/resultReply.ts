import type { PaymentResult } from '@payloom/core/contract'
import { orderOf } from './methodListOf.ts'
import { paymentStateOf } from './paymentStateOf.ts'
import type { WorldReply } from './WorldReply.ts'
import type { WorldAttempt, WorldState } from './WorldState.ts'

/** How an attempt stands, as every call about it answers. */
export function resultOf(state: WorldState, { attemptId, step, outcome }: WorldAttempt): PaymentResult {
  const { paymentId } = state
  const orderId = orderOf(state)
  const base = { paymentId, attemptId, ...(orderId === undefined ? {} : { orderId }), step }
  return { ...outcome, ...base, state: paymentStateOf(state) }
}

/** The same as a reply. */
export function resultReply(state: WorldState, attempt: WorldAttempt): WorldReply {
  return { kind: 'answer', body: resultOf(state, newest(state, attempt)) }
}

function newest({ attempts }: WorldState, attempt: WorldAttempt): WorldAttempt {
  return attempts.find(({ attemptId }) => attemptId === attempt.attemptId) ?? attempt
}
