import type { Money } from '../contract/money.ts'
import type { AttemptEffect } from './AttemptEffect.ts'
import type { AttemptEvent } from './AttemptEvent.ts'
import type { AttemptPhase, AttemptSuccess, AttemptView } from './AttemptView.ts'
import { attemptTransitions } from './attemptTransitions.ts'

/** One step of the machine. */
export interface AttemptStep {
  /** The attempt after the event. */
  view: AttemptView
  /** What the caller has to do now, in this order. */
  effects: readonly AttemptEffect[]
}

const sentPhases: readonly AttemptPhase[] = ['validating', 'acting', 'confirming']
/** The status tells how these end: this attempt, or the one that stands in the way. */
const watchedPhases: readonly AttemptPhase[] = ['confirming', 'blocked']
const successRank: Readonly<Record<AttemptSuccess, number>> = { placed: 0, authorized: 1, paid: 2 }

/** The one way in which an attempt moves: pure, and total over every phase and event. */
export function reduceAttempt(view: AttemptView, event: AttemptEvent): AttemptStep {
  if (!Object.hasOwn(attemptTransitions[view.phase], event.type)) {
    return { view, effects: [{ type: 'report', phase: view.phase, event: event.type }] }
  }
  const next = viewAfter(view, event)
  return { view: next, effects: effectsOf(view, next) }
}

function viewAfter(view: AttemptView, event: AttemptEvent): AttemptView {
  const ids = { attemptId: view.attemptId, paymentId: view.paymentId }
  switch (event.type) {
    case 'choose':
      return { ...ids, phase: 'ready', ...dueOf(view), ...wishOf(view) }
    case 'free': {
      if (view.phase !== 'ready') return { ...ids, phase: 'ready' }
      const { supersede: _, ...free } = view
      return free
    }
    case 'retry':
    case 'accept':
      return { ...ids, phase: 'ready' }
    case 'supersede':
      return { ...ids, phase: 'ready', ...(view.phase === 'blocked' ? { supersede: view.by.attemptId } : {}) }
    case 'clear':
      return { ...ids, phase: 'idle' }
    case 'renew':
      return { phase: 'idle' }
    case 'place':
      return {
        ...{ phase: 'collecting', attemptId: event.attemptId, paymentId: event.paymentId },
        ...wishOf(view),
      }
    case 'recover':
      return { phase: 'confirming', attemptId: event.attemptId, paymentId: event.paymentId }
    case 'send':
      return { ...ids, phase: 'validating' }
    case 'stop':
    case 'release':
      return { ...ids, phase: 'ready', ...(event.error ? { error: event.error } : {}), ...wishOf(view) }
    case 'refuse': {
      const issues = event.issues?.length ? { issues: event.issues } : {}
      return { ...ids, phase: 'ready', error: event.error, ...issues }
    }
    case 'block': {
      const { by, display } = event
      return { ...ids, phase: 'blocked', by, ...(display ? { display } : {}) }
    }
    case 'follow':
      return { ...ids, phase: 'confirming', follows: event.attemptId }
    case 'part':
      return { ...ids, phase: 'ready', due: event.due }
    case 'review':
      return { ...ids, phase: 'reviewing', newTotal: event.newTotal }
    case 'act':
      return { ...idsOf(event.result), phase: 'acting', result: event.result }
    case 'wait':
      return waitingView(ids, view, event)
    case 'succeed':
      return succeededView(ids, view, event)
    case 'fail':
      return { ...ids, phase: 'failed', error: event.error }
    case 'cancel':
      return { ...ids, phase: 'canceled' }
    case 'expire':
      return { ...ids, phase: 'expired' }
  }
}

// What was not sent yet is still wished: an order that stops before it is sent does not use the wish up.
function wishOf(view: AttemptView): { supersede?: string } {
  const wish = view.phase === 'ready' || view.phase === 'collecting' ? view.supersede : undefined
  return wish === undefined ? {} : { supersede: wish }
}

function dueOf(view: AttemptView): { due?: Money } {
  return view.phase === 'ready' && view.due ? { due: view.due } : {}
}

type Ids = Pick<AttemptView, 'attemptId' | 'paymentId'>

// The result may be another tab's: then that attempt is the one that this page follows.
function idsOf({ attemptId, paymentId }: Required<{ attemptId: string; paymentId: string }>): Ids {
  return { attemptId, paymentId }
}

function waitingView(ids: Ids, view: AttemptView, event: AttemptEvent & { type: 'wait' }): AttemptView {
  const known = view.phase === 'confirming' ? view : undefined
  const result = event.result ?? known?.result
  if (!result) {
    return {
      ...ids,
      phase: 'confirming',
      ...(known?.follows === undefined ? {} : { follows: known.follows }),
    }
  }
  const display = result.outcome === 'pending' ? result.display : undefined
  return { ...idsOf(result), phase: 'confirming', result, ...(display ? { display } : {}) }
}

function succeededView(ids: Ids, view: AttemptView, event: AttemptEvent & { type: 'succeed' }): AttemptView {
  const known = view.phase === 'succeeded' ? view : undefined
  const result = event.result ?? known?.result ?? (view.phase === 'confirming' ? view.result : undefined)
  const success =
    known && successRank[known.success] > successRank[event.success] ? known.success : event.success
  if (known && known.success === success && known.result === result) return known
  return { ...(result ? idsOf(result) : ids), phase: 'succeeded', success, ...(result ? { result } : {}) }
}

function effectsOf(before: AttemptView, after: AttemptView): AttemptEffect[] {
  const effects: AttemptEffect[] = []
  const wasSent = sentPhases.includes(before.phase)
  const isSent = sentPhases.includes(after.phase)
  if (!wasSent && isSent && after.paymentId && after.attemptId) {
    effects.push({ type: 'remember', paymentId: after.paymentId, attemptId: after.attemptId })
  }
  // Of another tab's attempt that decides, the id is not kept: it is not this page's to end.
  const isLeft = isSent ? before.attemptId !== after.attemptId : after.phase !== 'idle'
  if (wasSent && isLeft && before.paymentId && before.attemptId) {
    effects.push({ type: 'forget', paymentId: before.paymentId, attemptId: before.attemptId })
  }
  const watched = ({ phase, paymentId }: AttemptView) =>
    watchedPhases.includes(phase) ? paymentId : undefined
  if (watched(before) === watched(after)) return effects
  if (watched(before)) effects.push({ type: 'unwatch', paymentId: watched(before) as string })
  if (watched(after)) effects.push({ type: 'watch', paymentId: watched(after) as string })
  return effects
}
