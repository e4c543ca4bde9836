import type { Clock } from '../client/Clock.ts'
import type { AttemptRef, PaymentClient } from '../client/PaymentClient.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import { isPaymentError } from '../errors/PaymentError.ts'
import { pause } from '../status/pause.ts'
import { isLostAnswer } from './isLostAnswer.ts'
import type { RemovePartOutcome } from './RemovePartOutcome.ts'

/** What {@link removePart} works with. */
export interface RemovePartOptions {
  client: Pick<PaymentClient, 'cancelPayment'>
  clock: Clock
  signal: AbortSignal
  applyStatus(state: PaymentState): void
}

const pauses = [1_000, 2_000]

/** Takes a paid part off again: its attempt is canceled at the company. To cancel twice is to cancel once, so a lost answer is asked for again. Never rejects. */
export async function removePart(
  { client, clock, signal, applyStatus }: RemovePartOptions,
  part: AttemptRef,
): Promise<RemovePartOutcome> {
  for (const milliseconds of [...pauses, undefined]) {
    try {
      const { outcome, state } = await client.cancelPayment(part)
      applyStatus(state)
      return { kind: outcome === 'canceled' ? 'removed' : 'kept' }
    } catch (caught) {
      if (milliseconds === undefined || !isLostAnswer(caught)) return { kind: 'kept', error: errorOf(caught) }
      await pause(clock, milliseconds, signal)
    }
  }
  return { kind: 'kept' }
}

function errorOf(caught: unknown): PaymentErrorData {
  return isPaymentError(caught) ? caught.toData() : { code: 'unknown', retry: 'same' }
}
