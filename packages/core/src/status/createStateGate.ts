import type { Clock } from '../client/Clock.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import { isNewerRevision } from '../contract/revision.ts'

/** Lets a storm of states through as often as somebody can see a difference. */
export interface StateGate {
  /** Takes a state. The first goes through at once; of those that follow closely only the newest does, a little later. */
  pass(state: PaymentState): void
  /** Lets through what waits, now. */
  flush(): void
}

/** What a gate needs. */
export interface StateGateOptions {
  clock: Clock
  onState(state: PaymentState): void
}

/** Milliseconds between two states, several frames of a screen: a page is drawn at most once for each. */
const shortestGap = 50

/** Makes an open gate. */
export function createStateGate({ clock, onState }: StateGateOptions): StateGate {
  let waiting: PaymentState | undefined
  let cancel: (() => void) | undefined
  const flush = () => {
    cancel?.()
    cancel = undefined
    const state = waiting
    waiting = undefined
    if (state) onState(state)
  }
  const close = () => {
    cancel = clock.setTimer(() => {
      cancel = undefined
      if (!waiting) return
      close()
      const state = waiting
      waiting = undefined
      onState(state)
    }, shortestGap)
  }
  return {
    pass(state) {
      if (cancel) {
        if (!waiting || isNewerRevision(state.revision, waiting.revision)) waiting = state
        return
      }
      close()
      onState(state)
    },
    flush,
  }
}
