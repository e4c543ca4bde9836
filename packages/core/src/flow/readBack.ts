import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import { isPaymentError } from '../errors/PaymentError.ts'
import { pause } from '../status/pause.ts'
import type { Answer } from './Answer.ts'
import type { FlowContext } from './FlowContext.ts'

/** Milliseconds before each reading while the shopper waits for `placeOrder`. */
const firstPauses = [500, 1_000, 2_000, 4_000, 8_000]
/** Milliseconds between the readings after that, and their number: about ten minutes; then the status alone tells. */
const laterPause = 15_000
const laterReadings = 40

/** The server answered, and asking again brings the same: the session is gone or the payment is not ours. */
const finalCodes: readonly string[] = ['session-expired', 'bad-origin', 'not-found', 'unsupported-contract']

/**
 * Finds out what became of an attempt whose answer was lost. It is never sent again. An attempt that the server does not know is
 * canceled there first, which burns its id: should the request still arrive, it is refused.
 *
 * @param isPatient reads on for minutes, for nobody waits for it.
 */
export async function readBack(context: FlowContext, ref: AttemptRef, isPatient: boolean): Promise<Answer> {
  const { clock, signal } = context
  const pauses = isPatient ? Array.from({ length: laterReadings }, () => laterPause) : firstPauses
  let last: PaymentResult | undefined
  for (const milliseconds of pauses) {
    await pause(clock, milliseconds, signal)
    if (!isOpen(context, ref)) return { kind: 'over' }
    const answer = await read(context, ref)
    if (!isOpen(context, ref)) return { kind: 'over' }
    if (answer.kind !== 'undecided') return answer
    last = answer.result ?? last
    // Still running: a step for the shopper may yet come of it, which only another reading shows.
    if (answer.result) context.applyStatus(answer.result.state)
  }
  if (!isOpen(context, ref)) return { kind: 'over' }
  return isPatient ? { kind: 'over' } : { kind: 'undecided', result: last }
}

function isOpen({ attempt, signal }: FlowContext, { attemptId }: AttemptRef): boolean {
  const view = attempt.view.getState()
  return !signal.aborted && view.phase === 'confirming' && view.attemptId === attemptId
}

async function read(context: FlowContext, ref: AttemptRef): Promise<Answer> {
  try {
    const result = await context.client.readAttempt(ref, { signal: context.signal })
    if (isBurnt(result)) return { kind: 'released' }
    return isUndecided(result) ? { kind: 'undecided', result } : { kind: 'result', result }
  } catch (error) {
    if (!isPaymentError(error)) return { kind: 'undecided' }
    if (error.code === 'attempt-burnt') return { kind: 'released' }
    if (error.code === 'unknown-attempt') return burn(context, ref)
    return { kind: finalCodes.includes(error.code) ? 'over' : 'undecided' }
  }
}

async function burn({ client }: FlowContext, ref: AttemptRef): Promise<Answer> {
  try {
    const result = await client.cancelPayment(ref)
    return isBurnt(result) ? { kind: 'released' } : { kind: 'result', result }
  } catch (error) {
    const isGone = isPaymentError(error) && ['attempt-burnt', 'unknown-attempt'].includes(error.code)
    return { kind: isGone ? 'released' : 'undecided' }
  }
}

/** Canceled before its first step: the request never arrived. */
function isBurnt({ outcome, step }: PaymentResult): boolean {
  return outcome === 'canceled' && step === 0
}

function isUndecided(result: PaymentResult): boolean {
  return result.outcome === 'pending' && result.display === undefined
}
