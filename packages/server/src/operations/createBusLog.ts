import type { BusLog } from '@payloom/bus'
import type { ServiceEvent } from '../ServiceEvent.ts'

/** Takes what a bus says of itself, and tells what an operator has to know: links that break and mend, and messages that nobody can read. */
export function createBusLog(observe: (event: ServiceEvent) => void): BusLog {
  return (entry) => {
    switch (entry.event) {
      case 'bus-link-up':
        observe({ type: 'bus-link', link: entry.link, state: 'up' })
        break
      case 'bus-link-down':
        observe({ type: 'bus-link', link: entry.link, state: 'down', reason: entry.reason })
        break
      case 'bus-outbox-broken':
        observe({ type: 'bus-link', link: 'outbox', state: 'down', reason: entry.reason })
        break
      case 'bus-quarantined':
        observe({ type: 'bus', eventId: entry.messageId, outcome: 'quarantined', reason: entry.reason })
        break
      // What is delivered, refused and received is told by who sends and handles it.
      default:
    }
  }
}
