import { awakeClock } from './awakeClock.ts'
import type { FlowContext } from './FlowContext.ts'

/** What stands still while a ticket is open. */
export interface TicketHold {
  /** Something happened: the ticket is not left alone. */
  touch(): void
  /** Lets everything go. */
  end(): void
}

/** Milliseconds that a ticket may be left alone; longer than any company lets its sheet stand. */
const restLimit = 30 * 60_000

/**
 * Holds the panel and takes the checkout's one lock.
 *
 * @param life aborts when the session that began the ticket ends.
 * @param onLeave the session ended, or the ticket was left alone.
 */
export function createTicketHold(
  { panel, lock, clock }: FlowContext,
  life: AbortSignal,
  onLeave: () => void,
): TicketHold {
  const release = panel.hold()
  let stopTimer = (): void => {}
  const touch = (): void => {
    stopTimer()
    stopTimer = awakeClock(clock).setTimer(onLeave, restLimit)
  }
  lock.isTaken = true
  life.addEventListener('abort', onLeave)
  touch()
  return {
    touch,
    end() {
      stopTimer()
      life.removeEventListener('abort', onLeave)
      lock.isTaken = false
      release()
    },
  }
}
