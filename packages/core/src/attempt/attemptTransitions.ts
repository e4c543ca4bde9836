import type { AttemptEvent } from './AttemptEvent.ts'
import type { AttemptPhase } from './AttemptView.ts'

/** For every phase: the events that are legal in it, and the phase that each leads to. */
export type AttemptTransitions = {
  readonly [Phase in AttemptPhase]: { readonly [Type in AttemptEvent['type']]?: AttemptPhase }
}

// A success may come late, from any phase: money that arrived is never hidden.
const late = { succeed: 'succeeded' } as const

const answered = {
  ...late,
  act: 'acting',
  wait: 'confirming',
  part: 'ready',
  fail: 'failed',
  cancel: 'canceled',
  expire: 'expired',
} as const

const negative = { ...late, choose: 'ready', retry: 'ready', clear: 'idle', renew: 'idle' } as const

/** The attempt's whole machine. What is not in it is illegal: it changes nothing and is reported. */
export const attemptTransitions: AttemptTransitions = {
  // An express button places an order without any choice before.
  idle: { ...late, choose: 'ready', place: 'collecting', recover: 'confirming', renew: 'idle' },
  ready: {
    ...late,
    choose: 'ready',
    clear: 'idle',
    place: 'collecting',
    // The wish to end another attempt has lapsed.
    free: 'ready',
    recover: 'confirming',
    renew: 'idle',
  },
  // A sheet asks for its price before anything is sent, and may meet another attempt then.
  collecting: { ...late, stop: 'ready', send: 'validating', block: 'blocked' },
  validating: { ...answered, refuse: 'ready', review: 'reviewing', block: 'blocked', follow: 'confirming' },
  acting: answered,
  confirming: { ...answered, block: 'blocked', release: 'ready', renew: 'idle' },
  blocked: {
    ...late,
    place: 'collecting',
    supersede: 'ready',
    free: 'ready',
    choose: 'ready',
    clear: 'idle',
    renew: 'idle',
  },
  reviewing: { ...late, accept: 'ready', choose: 'ready', clear: 'idle', renew: 'idle' },
  succeeded: { ...late, renew: 'idle' },
  failed: negative,
  // Why the page itself ended it may be known after the status told that it was canceled.
  canceled: { ...negative, fail: 'failed' },
  expired: negative,
}
