import type { FakeLocks } from './attempt/fakeLocks.fixture.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import type { CheckoutEvent } from './client/CheckoutEvent.ts'
import type { PaymentClient } from './client/PaymentClient.ts'
import type { PaymentState } from './contract/paymentState.ts'
import { createOrderDesk, type OrderDesk } from './createOrderDesk.ts'
import { createPanelStores } from './createPanelStores.ts'
import { createProviderRegistry } from './provider/createProviderRegistry.ts'
import { methodList } from './provider/methodList.fixture.ts'
import type { ActionOutcome } from './provider/ProviderSession.ts'
import { createScriptedProvider } from './provider/scriptedProvider.fixture.ts'
import { createGuardedStore } from './status/createGuardedStore.ts'
import { createStatusReading } from './status/createStatusReading.ts'
import { createStatusWriting } from './status/createStatusWriting.ts'
import type { ManualClock } from './status/manualClock.fixture.ts'

/** One life of one tab: a whole desk, whose client is given to it. */
export interface ModelTab {
  desk: OrderDesk
  stores: CheckoutBase['stores']
  /** The tab's session storage. */
  kept: Map<string, string>
  events: CheckoutEvent[]
  /** Ends the challenge that stands open, if one does. */
  answerStep(outcome: ActionOutcome): void
  /** Tells the state to a tab that watches it. */
  push(state: PaymentState): void
  close(): Promise<void>
}

/** Options of {@link openModelTab}. */
export interface ModelTabOptions {
  client: Pick<PaymentClient, 'validate' | 'readAttempt' | 'updatePayment' | 'cancelPayment' | 'resume'>
  clock: ManualClock
  locks: FakeLocks
  kept: Map<string, string>
}

/** Opens the tab: its list is there, and its first method is chosen. */
export function openModelTab({ client, clock, locks, kept }: ModelTabOptions): ModelTab {
  const steps = new Set<(outcome: ActionOutcome) => void>()
  const provider = createScriptedProvider()
  provider.script.perform = (_action, host) => {
    host.open({}).catch(() => {})
    return new Promise((resolve) => steps.add(resolve))
  }
  const closing = new AbortController()
  const events: CheckoutEvent[] = []
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  const observe = (event: CheckoutEvent): void => void events.push(event)
  const report = (error: unknown): void => observe({ type: 'error', error })
  const entries: CheckoutBase['entries'] = createGuardedStore(new Map(), report)
  let watchers = 0
  const watch = (): (() => void) => {
    watchers++
    return () => void watchers--
  }
  const stores: CheckoutBase['stores'] = {
    attempt: createGuardedStore({ phase: 'idle' }, report),
    selection: createGuardedStore({ panel: { status: 'none' } }, report),
    submit: createGuardedStore({ canSubmit: false, reasons: ['no-method'] }, report),
    challenge: createGuardedStore({ status: 'closed' }, report),
    terms: createGuardedStore({ consents: {}, store: false, isAsked: false }, report),
  }
  const base: CheckoutBase = {
    options: {
      ...{ baseUrl: '/', providers: [provider], locks, navigate: () => {} },
      redirectOrigins: ['https://bank.example'],
    },
    ...{
      locale: 'en',
      clock,
      serverTime: { ...clock, fetch },
      entries,
      stores,
      observe,
      report,
      identity: {},
      checks: new Set(),
    },
    client: {
      ...client,
      loadMethod: async (method: object) => ({
        ...method,
        config: {},
        redirectOrigins: ['https://bank.example'],
      }),
    } as unknown as PaymentClient,
    registry: createProviderRegistry([provider], { clock, hasBrowser: () => true }),
    openStorage: () => storage,
    statusDoor: {
      ...{ preload: async () => ({}), close: () => {} },
      status: { ...createStatusReading(entries), watch },
    },
    signal: closing.signal,
  }
  const desk = createOrderDesk(base, createPanelStores(report))
  const { applyStatus } = createStatusWriting(entries)
  desk.applyMethodList(methodList())
  desk.select({ provider: 'scripted', method: 'card' })
  return {
    ...{ desk, stores, kept, events },
    answerStep(outcome) {
      for (const answer of steps) answer(outcome)
      steps.clear()
    },
    push(state) {
      if (watchers > 0) applyStatus(state)
    },
    async close() {
      closing.abort()
      await desk.close()
    },
  }
}
