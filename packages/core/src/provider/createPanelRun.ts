import type { Clock } from '../client/Clock.ts'
import type { Money } from '../contract/money.ts'
import { isSameMoney } from '../contract/moneyArithmetic.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import { asProviderError } from './asProviderError.ts'
import { createSessionCare, type SessionCare } from './createSessionCare.ts'
import { endSession } from './endSession.ts'
import { type OpenedSession, openSession, type SessionOptions } from './openSession.ts'
import type { PanelChoice } from './PanelChoice.ts'
import type { PanelState } from './PanelState.ts'

/** The life of one session in the panel: opened, drawn, changed, ended. */
export interface PanelRun {
  /** The session, once it is there and until it ends. */
  opened(): OpenedSession | undefined
  moveTo(slot: HTMLElement | undefined): void
  changeAmount(amount: Money): void
  /** Whether the shopper wants the method to be kept. */
  changeStore(store: boolean): void
  /** What it would be opened for now. */
  choice(): PanelChoice
  /** Whether what was loaded may not be used any more. */
  isExpired(): boolean
  /** Takes the session out at once. @returns when it has ended; every call gets the same promise. */
  end(): Promise<void>
}

/** Options of {@link createPanelRun}. */
export interface PanelRunOptions extends SessionOptions {
  clock: Clock
  serverNow?: (() => number) | undefined
  choice: PanelChoice
  slot: HTMLElement | undefined
  /** Whether the shopper wants the method to be kept. */
  store: boolean
  onState(state: PanelState): void
  /** The session cannot follow a change, or has expired: it has to be opened anew, for the choice as it is by then. */
  onRecreate(): void
  report(error: unknown): void
}

/** Opens a method. What comes after `end` is thrown away. */
export function createPanelRun(options: PanelRunOptions): PanelRun {
  const { clock, serverNow, onState, onRecreate, report } = options
  const { id } = options.choice.entry.provider
  const controller = new AbortController()
  let { choice, slot, store } = options
  let opened: OpenedSession | undefined
  let care: SessionCare | undefined
  let ended: Promise<void> | undefined

  const end = (): Promise<void> => {
    if (ended) return ended
    controller.abort()
    care?.end()
    ended = opened ? endSession(opened.session, clock, report) : Promise.resolve()
    return ended
  }
  const fail = (error: PaymentErrorData): void => {
    if (ended) return
    void end()
    onState({ status: 'error', error })
  }
  const failBy = (step: string) => (caught: unknown) => {
    if (ended) return
    report(caught)
    fail(asProviderError(caught, `${id}: ${step}`).toData())
  }
  const publish = (): void => {
    if (ended || !opened) return
    const { state } = opened.session
    if (state.phase === 'error') fail(state.error ?? { code: 'provider_unavailable', retry: 'same' })
    else onState({ status: 'ready', presentation: opened.entry.match.presentation, session: state })
  }
  const recreate = (): void => {
    if (!ended) onRecreate()
  }
  const start = async (): Promise<void> => {
    const { amount } = choice
    const made = await openSession(options, choice, controller.signal)
    if (ended) return endSession(made.session, clock, report)
    opened = made
    care = createSessionCare({
      ...{ opened, amount, store, clock, serverNow, report, onChange: publish, onRecreate: recreate },
      onError: failBy('mount'),
    })
    publish()
    care.moveTo(ended ? undefined : slot)
  }
  start().catch(failBy('create'))

  return {
    opened: () => (ended ? undefined : opened),
    moveTo(next) {
      slot = next
      if (!ended) care?.moveTo(next)
    },
    changeAmount(amount) {
      if (ended) return
      const isNew = !isSameMoney(choice.amount, amount)
      choice = { ...choice, amount }
      if (care) care.followAmount(amount)
      else if (isNew) recreate()
    },
    changeStore(next) {
      store = next
      if (!ended) care?.followStore(next)
    },
    choice: () => choice,
    isExpired: () => care?.isExpired() === true,
    end,
  }
}
