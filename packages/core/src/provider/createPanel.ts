import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '../client/Clock.ts'
import type { Money } from '../contract/money.ts'
import { createGuardedStore } from '../status/createGuardedStore.ts'
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
  report(error: unknown): void
}

/** Makes the panel. Sessions follow one another: the next one starts when the one before has ended. */
export function createPanel(options: PanelOptions): Panel {
  const state = createGuardedStore<PanelState>({ status: 'none' }, options.report)
  let run: PanelRun | undefined
  let slot: HTMLElement | undefined
  let endings: Promise<void> = Promise.resolve()
  let holds = 0
  const waiting: (() => void)[] = []

  const leave = (): void => {
    const left = run
    run = undefined
    if (left) endings = Promise.all([endings, left.end()]).then(() => {})
  }
  const start = (choice: PanelChoice | undefined): void => {
    leave()
    state.setState(choice ? { status: 'loading' } : { status: 'none' }, true)
    if (!choice) return
    const previous = endings
    const started: PanelRun = createPanelRun({
      ...options,
      choice,
      slot,
      previous: () => previous,
      onState: (next) => run === started && state.setState(next, true),
      onRecreate: (newest) => whenFree(() => run === started && start(newest())),
    })
    run = started
  }
  const whenFree = (change: () => void): void => {
    if (holds > 0) waiting.push(change)
    else change()
  }
  return {
    state,
    open: (choice) => whenFree(() => start(choice)),
    changeAmount: (amount) => whenFree(() => run?.changeAmount(amount)),
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
    hold() {
      holds++
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        holds--
        if (holds === 0) for (const change of waiting.splice(0)) change()
      }
    },
    async close() {
      holds = 0
      waiting.length = 0
      start(undefined)
      await endings
    },
  }
}
