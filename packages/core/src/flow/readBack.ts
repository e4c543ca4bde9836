import { successOf } from '../attempt/attemptEventFromState.ts'
import type { AttemptRef } from '../client/PaymentClient.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import { isPaymentError } from '../errors/PaymentError.ts'
import { pause } from '../status/pause.ts'
import type { Answer } from './Answer.ts'
import { longestDelay } from './awakeClock.ts'
import type { FlowContext } from './FlowContext.ts'
import { isUnderWay } from './isUnderWay.ts'
import { paidBefore } from './paidBefore.ts'

/** Milliseconds before each reading while the shopper waits for `placeOrder`. */
const firstPauses = [500, 1_000, 2_000, 4_000, 8_000]
/** Milliseconds between the readings after that: for about ten minutes, and then for as long as it takes. */
const laterPause = 15_000
const laterReadings = 40
const latePause = 60_000

/** The server answered, and asking again brings the same. */
const finalCodes: readonly string[] = ['bad-origin', 'unsupported-contract']
/** The session is gone. It may come back, in another tab, and then the payment is ours again. */
const sessionCodes: readonly string[] = ['session-expired', 'not-found']

/** How an attempt is looked for. */
export interface ReadBackOptions {
  /** Reads on until it is known, for nobody waits for it. */
  isPatient?: boolean
  /** It is another tab's: its id is not burnt as long as that tab lives. */
  isFollowing?: boolean
  /** It is another tab's in any case: its id is never burnt here. */
  isForeign?: boolean
}

/**
 * Finds out what became of an attempt whose answer was lost. It is never sent again. An attempt that the server does not know is
 * canceled there first, which burns its id: should the request still arrive, it is refused. A browser that is online again, or is looked
 * at again, asks at once.
 */
export async function readBack(
  context: FlowContext,
  ref: AttemptRef,
  options: ReadBackOptions,
): Promise<Answer> {
  let last: PaymentResult | undefined
  let isLate = false
  let isRefused = false
  for (const milliseconds of pausesOf(options)) {
    isLate = (await rest(context, isRefused ? latePause : milliseconds)) || isLate
    if (!isOpen(context, ref, options)) return { kind: 'over' }
    const answer = await read(context, ref, options)
    if (!isOpen(context, ref, options)) return { kind: 'over' }
    if (answer.kind === 'result') return isLate ? { ...answer, isLate } : answer
    isRefused = answer.kind === 'refused'
    if (isRefused && !options.isPatient) break
    if (answer.kind === 'refused') continue
    if (answer.kind !== 'undecided') return answer
    last = answer.result ?? last
    // Still running: a step for the shopper may yet come of it, which only another reading shows.
    if (answer.result) context.applyStatus(answer.result.state)
  }
  return isOpen(context, ref, options) ? { kind: 'undecided', result: last } : { kind: 'over' }
}

function* pausesOf({ isPatient, isFollowing }: ReadBackOptions): Generator<number> {
  if (!isPatient || isFollowing) yield* firstPauses
  if (!isPatient) return
  for (let reading = 0; reading < laterReadings; reading++) yield laterPause
  for (;;) yield latePause
}

/** Waits; a browser that wakes ends it. @returns whether the tab slept meanwhile. */
async function rest({ clock, signal, onAwake }: FlowContext, milliseconds: number): Promise<boolean> {
  const end = clock.now() + milliseconds
  const awake = new AbortController()
  const stop = onAwake(() => awake.abort())
  await pause(clock, milliseconds, AbortSignal.any([signal, awake.signal]))
  stop()
  return clock.now() - end > longestDelay
}

/** Whether the page still waits for this reading. The same attempt may have been its own once, and be what its next order follows. */
function isOpen(context: FlowContext, ref: AttemptRef, { isForeign = false }: ReadBackOptions): boolean {
  const view = context.attempt.view.getState()
  if (context.signal.aborted || view.phase !== 'confirming') return false
  return isForeign === (view.follows !== undefined) && isUnderWay(context, ref)
}

async function read(
  context: FlowContext,
  ref: AttemptRef,
  options: ReadBackOptions,
): Promise<Answer | { kind: 'refused' }> {
  const { isFollowing, isForeign } = options
  try {
    const result = await context.client.readAttempt(ref, { signal: context.signal })
    if (isBurnt(result)) return released(ref, result)
    return isUndecided(result) ? { kind: 'undecided', result } : { kind: 'result', result }
  } catch (error) {
    if (!isPaymentError(error)) return { kind: 'undecided' }
    if (error.code === 'attempt-burnt') return { kind: 'released' }
    if (error.code === 'unknown-attempt') {
      // The server knew it, and gave its id back.
      if (isForeign) return { kind: 'released' }
      // Its order may still be on its way from the tab that it belongs to.
      if (isFollowing && !(await context.isFree(ref.attemptId))) return { kind: 'undecided' }
      return isOpen(context, ref, options) ? burn(context, ref) : { kind: 'over' }
    }
    if (sessionCodes.includes(error.code)) return { kind: 'refused' }
    return { kind: finalCodes.includes(error.code) ? 'over' : 'undecided' }
  }
}

async function burn({ client }: FlowContext, ref: AttemptRef): Promise<Answer> {
  try {
    const result = await client.cancelPayment(ref)
    return isBurnt(result) ? released(ref, result) : { kind: 'result', result }
  } catch (error) {
    const isGone = isPaymentError(error) && ['attempt-burnt', 'unknown-attempt'].includes(error.code)
    return { kind: isGone ? 'released' : 'undecided' }
  }
}

/** The server never saw the order, and never will. What was paid another way meanwhile needs none. */
function released(ref: AttemptRef, { state }: PaymentResult): Answer {
  const result = paidBefore(ref, state)
  return successOf(state, result.attemptId) ? { kind: 'result', result } : { kind: 'released' }
}

/** Canceled before its first step: the request never arrived. */
function isBurnt({ outcome, step }: PaymentResult): boolean {
  return outcome === 'canceled' && step === 0
}

function isUndecided(result: PaymentResult): boolean {
  return result.outcome === 'pending' && result.display === undefined
}
