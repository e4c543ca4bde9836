import { isEndedWithoutMoney } from '../contract/isEndedWithoutMoney.ts'
import type { AttemptState, PaymentState } from '../contract/paymentState.ts'
import type { AttemptEvent } from './AttemptEvent.ts'
import type { AttemptSuccess, AttemptView, BlockingAttempt } from './AttemptView.ts'
import { blockingAttempt } from './blockingAttempt.ts'

const tookMoneyOnce: readonly string[] = ['partially_refunded', 'refunded', 'charged_back']

/**
 * What a payment's state means for the attempt that a page shows; `undefined` when it says nothing new.
 * A success counts from every phase. A refusal counts only while nothing else is known, and only for the newest attempt.
 */
export function attemptEventFromState(view: AttemptView, state: PaymentState): AttemptEvent | undefined {
  if (view.paymentId !== state.paymentId) return undefined
  const success = successOf(state, view.attemptId)
  if (success) {
    const isNews = view.phase !== 'succeeded' || view.success !== success
    return isNews ? { type: 'succeed', success } : undefined
  }
  if (view.phase === 'blocked') return isInTheWay(view.by, state) ? undefined : { type: 'free' }
  if (view.phase !== 'confirming') return undefined
  return view.follows === undefined ? refusalOf(view, state) : standingOf(view.follows, state)
}

/** What an attempt came to, as far as its payment's state says it did succeed. */
export function successOf(state: PaymentState, attemptId: string | undefined): AttemptSuccess | undefined {
  if (state.status === 'paid') return 'paid'
  if (state.status === 'authorized') return 'authorized'
  const own = state.attempts.find((attempt) => attempt.attemptId === attemptId)
  // The money came in and went back later: the order itself was paid.
  if (own && tookMoneyOnce.includes(state.status) && [...tookMoneyOnce, 'paid'].includes(own.status)) {
    return 'paid'
  }
  return own && isPlaced(own) ? 'placed' : undefined
}

/** Whether it stands as an order that is paid later; a state still says of one that has ended that it was placed. */
function isPlaced({ placed, status }: AttemptState): boolean {
  return placed === true && !isEndedWithoutMoney(status)
}

// A state that does not list it yet is older than the refusal.
function isInTheWay({ attemptId }: BlockingAttempt, { attempts }: PaymentState): boolean {
  const other = attempts.find((attempt) => attempt.attemptId === attemptId)
  return !other || other.live || isPlaced(other)
}

/** What becomes of an order that follows another tab's attempt. What says nothing here, a reading of that attempt decides. */
function standingOf(attemptId: string, { attempts }: PaymentState): AttemptEvent | undefined {
  const other = attempts.find((attempt) => attempt.attemptId === attemptId)
  if (!other) return undefined
  if (isEndedWithoutMoney(other.status)) return { type: 'release' }
  const { next } = other
  if (!other.placed && !(other.live && next)) return undefined
  const display = next?.kind === 'display' ? next.display : undefined
  return { type: 'block', by: blockingAttempt(attemptId, other), ...(display ? { display } : {}) }
}

function refusalOf(view: AttemptView, state: PaymentState): AttemptEvent | undefined {
  const own = state.attempts.find((attempt) => attempt.attemptId === view.attemptId)
  if (!own || own.live) return undefined
  if (own !== state.attempts.at(-1) && !state.settled) return undefined
  switch (own.status) {
    case 'failed':
      return { type: 'fail', error: state.error ?? { code: 'unknown', retry: 'same' } }
    case 'canceled':
      return { type: 'cancel' }
    case 'expired':
      return { type: 'expire' }
    default:
      return undefined
  }
}
