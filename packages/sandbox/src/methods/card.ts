import type { Method } from './method.ts'

/** How many questions the challenge card asks. */
const steps = 2

/** Cards: the scenario comes from the card's number (testCards.ts). */
export const card: Method = {
  code: 'card',
  start(scenario) {
    switch (scenario) {
      case 'decline':
        return { kind: 'failed', error: 'card_declined' }
      case 'insufficient_funds':
        return { kind: 'failed', error: 'insufficient_funds' }
      case 'challenge':
        return { kind: 'challenge', step: 1, steps }
      default:
        return { kind: 'captured' }
    }
  },
  answer(_scenario, step, decision) {
    if (decision === 'refuse') return { kind: 'failed', error: 'authentication_failed' }
    return step < steps ? { kind: 'challenge', step: step + 1, steps } : { kind: 'captured' }
  },
}
