import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '../client/Clock.ts'
import type { Money } from '../contract/money.ts'
import { createGuardedStore } from '../status/createGuardedStore.ts'
import { createHolds } from './createHolds.ts'
import { createPanelRun, type PanelRun } from './createPanelRun.ts'
import type { OpenedSession, SessionOptions } from './openSession.ts'
import type { PanelChoice } from './PanelChoice.ts'
import type { PanelState } from './PanelState.ts'

/** The panel of the chosen method: one session at a time, in one slot of the page. */
export interface Panel {
  readonly state: StoreApi<PanelState>
  /** Opens another method; `undefined` closes the panel. The session before is taken out at once. */
  open(choice: PanelChoice | undefined): void
  /** What the shopper would pay changed: the session follows in place or is made anew, never with the old amount. */
  changeAmount(amount: Money): void
  /** Whether the shopper wants the method to be kept; the session is told. */
  changeStore(store: boolean): void
  /** Loads the session's method anew when it has expired. @returns when the panel can be used, or cannot; `undefined` when nothing has to be done. */
  refresh(): Promise<void> | undefined
  /** Lends an empty element. @returns what takes it back. */
  mount(slot: HTMLElement): () => void
  /** The session, once it is there. */
  current(): OpenedSession | undefined
  /** Keeps the session as it is while an order is placed with it; changes wait. @returns what ends it. */
  hold(): () => void
  /** Ends the panel. @returns when its last session has ended. */
  close(): Promise<void>
}

/** Options of {@link createPanel}. */
export interface PanelOptions extends Omit<SessionOptions, 'previous'> {
  clock: Clock
  /** Milliseconds since the epoch by the server’s clock. @default the clock’s */
  serverNow?: (() => number) | undefined
  report(error: unknown): void
}

/** Makes the panel. Sessions follow one another: the next one starts when the one before has ended. */
export function createPanel(options: PanelOptions): Panel {
  const state = createGuardedStore<PanelState>({ status: 'none' }, options.report)
  const holds = createHolds()
  let run: PanelRun | undefined
  let slot: HTMLElement | undefined
  let endings: Promise<void> = Promise.resolve()
  let store = false
  let isClosed = false

  const leave = (): void => {
    const left = run
    run = undefined
    if (left) endings = Promise.all([endings, left.end()]).then(() => {})
  }
  const start = (choice: PanelChoice | undefined): void => {
    leave()
    state.setState(choice && !isClosed ? { status: 'loading' } : { status: 'none' }, true)
    if (!choice || isClosed) return
    const previous = endings
    const started: PanelRun = createPanelRun({
      ...options,
      choice,
      slot,
      store,
      previous: () => previous,
      onState: (next) => run === started && state.setState(next, true),
      onRecreate: () => holds.whenFree(() => run === started && start(started.choice())),
    })
    run = started
  }
  return {
    state,
    open: (choice) => holds.whenFree(() => start(choice)),
    changeAmount: (amount) => holds.whenFree(() => run?.changeAmount(amount)),
    changeStore(next) {
      store = next
      holds.whenFree(() => run?.changeStore(store))
    },
    refresh() {
      if (!run?.isExpired() || holds.isHeld()) return undefined
      start(run.choice())
      return isSettled(state)
    },
    mount(element) {
      slot = element
      run?.moveTo(element)
      return () => {
        if (slot !== element) return
        slot = undefined
        run?.moveTo(undefined)
      }
    },
    current: () => run?.opened(),
    hold: holds.hold,
    async close() {
      isClosed = true
      holds.drop()
      start(undefined)
      await endings
    },
  }
}

function isSettled(state: StoreApi<PanelState>): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (state.getState().status === 'loading') return
      unsubscribe()
      resolve()
    }
    const unsubscribe = state.subscribe(check)
    check()
  })
}
