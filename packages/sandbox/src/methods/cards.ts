import type { Method, NextStep } from './method.ts'

/** How many questions the challenge card asks. */
const steps = 2

/** What a card's number stands for (testCards.ts), without its questions. */
function charge(scenario: string): NextStep {
  if (scenario === 'decline') return { kind: 'failed', error: 'card_declined' }
  if (scenario === 'insufficient_funds') return { kind: 'failed', error: 'insufficient_funds' }
  return { kind: 'captured' }
}

const script: Pick<Method, 'start' | 'answer'> = {
  start: ({ scenario }) =>
    scenario === 'challenge' ? { kind: 'action', type: 'challenge', step: 1, steps } : charge(scenario),
  answer({ step }, decision) {
    if (decision === 'refuse') return { kind: 'failed', error: 'authentication_failed' }
    if (step === steps) return { kind: 'captured' }
    return { kind: 'action', type: 'challenge', step: step + 1, steps }
  },
}

/** Cards, entered or stored; the challenge card asks after the order. */
export const card: Method = { code: 'card', takes: 'card', ...script }

/** The same cards, for a form that takes its time to go. */
export const teardown: Method = { code: 'teardown', takes: 'card-token', ...script }

/** Cards that were approved before the order; nothing is asked after it. */
export const precheck: Method = {
  code: 'precheck',
  takes: 'card-token',
  start: ({ scenario, isVerified }) =>
    isVerified ? charge(scenario) : { kind: 'failed', error: 'authentication_failed' },
}

/** Cards that are first looked at and then asked about, whatever their number, unless it is one that is refused. */
export const steppedCard: Method = {
  code: 'steps',
  takes: 'card-token',
  start({ scenario }) {
    const outcome = charge(scenario)
    return outcome.kind === 'failed' ? outcome : { kind: 'action', type: 'fingerprint', step: 1, steps: 1 }
  },
  answer({ type }, decision) {
    if (decision === 'refuse') return { kind: 'failed', error: 'authentication_failed' }
    if (type === 'challenge') return { kind: 'captured' }
    return { kind: 'action', type: 'challenge', step: 1, steps: 1 }
  },
}
