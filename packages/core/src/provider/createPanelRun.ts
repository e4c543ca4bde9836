import type { Clock } from '../client/Clock.ts'
import type { Money } from '../contract/money.ts'
import { isSameMoney } from '../contract/moneyArithmetic.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import { asProviderError } from './asProviderError.ts'
import { type AmountFollower, createAmountFollower } from './createAmountFollower.ts'
import { createSessionMount, type SessionMount } from './createSessionMount.ts'
import { limitTime } from './limitTime.ts'
import { type OpenedSession, openSession, type SessionOptions } from './openSession.ts'
import type { PanelChoice } from './PanelChoice.ts'
import type { PanelState } from './PanelState.ts'
import type { ProviderSession } from './ProviderSession.ts'

/** The life of one session in the panel: opened, drawn, changed, ended. */
export interface PanelRun {
  /** The session, once it is there and until it ends. */
  opened(): OpenedSession | undefined
  moveTo(slot: HTMLElement | undefined): void
  changeAmount(amount: Money): void
  /** Takes the session out at once. @returns when it has ended; every call gets the same promise. */
  end(): Promise<void>
}

/** Options of {@link createPanelRun}. */
export interface PanelRunOptions extends SessionOptions {
  clock: Clock
  choice: PanelChoice
  slot: HTMLElement | undefined
  onState(state: PanelState): void
  /** The session cannot follow a change: it has to be opened anew, for the choice as it is by then. */
  onRecreate(newest: () => PanelChoice): void
  report(error: unknown): void
}

/** Milliseconds that a session has to end before the next one starts. */
const destroyLimit = 3_000

/** Opens a method. What comes after `end` is thrown away. */
export function createPanelRun(options: PanelRunOptions): PanelRun {
  const { clock, choice, onState, onRecreate, report } = options
  const { id } = choice.entry.provider
  const controller = new AbortController()
  let { slot } = options
  let opened: OpenedSession | undefined
  let mount: SessionMount | undefined
  let amounts: AmountFollower | undefined
  let unsubscribe = (): void => {}
  let ended: Promise<void> | undefined

  const end = (): Promise<void> => {
    if (ended) return ended
    controller.abort()
    unsubscribe()
    mount?.moveTo(undefined)
    ended = opened ? destroySession(opened.session, clock, report) : Promise.resolve()
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
  const recreate = (newest: () => Money): void => {
    if (!ended) onRecreate(() => ({ ...choice, amount: newest() }))
  }
  const start = async (): Promise<void> => {
    const made = await openSession(options, choice, controller.signal)
    if (ended) return destroySession(made.session, clock, report)
    opened = made
    const { session } = made
    unsubscribe = session.subscribe(publish)
    mount = createSessionMount({ session, onError: failBy('mount'), report })
    amounts = createAmountFollower({ session, amount: choice.amount, clock, onRecreate: recreate })
    publish()
    mount.moveTo(ended ? undefined : slot)
  }
  start().catch(failBy('create'))

  return {
    opened: () => (ended ? undefined : opened),
    moveTo(next) {
      slot = next
      if (!ended) mount?.moveTo(next)
    },
    changeAmount(amount) {
      if (ended) return
      if (amounts) amounts.follow(amount)
      else if (!isSameMoney(choice.amount, amount)) recreate(() => amount)
    },
    end,
  }
}

async function destroySession(
  session: ProviderSession,
  clock: Clock,
  report: (error: unknown) => void,
): Promise<void> {
  try {
    const error = () => new Error('A provider session did not end in time; destroy has to settle.')
    await limitTime(session.destroy(), { clock, milliseconds: destroyLimit, error })
  } catch (error) {
    report(error)
  }
}
