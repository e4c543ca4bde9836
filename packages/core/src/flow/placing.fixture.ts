import type { StoreApi } from 'zustand/vanilla'
import type { AttemptPhase, AttemptView } from '../attempt/AttemptView.ts'
import { createAttemptStore } from '../attempt/createAttemptStore.ts'
import { followStatus } from '../attempt/followStatus.ts'
import { idOf } from '../attempt/payment.fixture.ts'
import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import { createScriptedClient, type ScriptedClient } from '../client/scriptedClient.fixture.ts'
import type { MethodList } from '../contract/methodList.ts'
import type { Redirect } from '../contract/nextStep.ts'
import { PaymentError, type PaymentErrorDetails } from '../errors/PaymentError.ts'
import { loadMessages } from '../messages/loadMessages.ts'
import type { ChallengeView } from '../provider/ChallengeView.ts'
import { type ChallengeDialog, createChallengeHost } from '../provider/createChallengeHost.ts'
import { createPanel } from '../provider/createPanel.ts'
import { createProviderRegistry } from '../provider/createProviderRegistry.ts'
import { createSelection, type MethodSelection } from '../provider/createSelection.ts'
import { methodList } from '../provider/methodList.fixture.ts'
import type { OrderTerms } from '../provider/OrderTerms.ts'
import type { Selection } from '../provider/Selection.ts'
import { createScriptedProvider, type ScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { createGuardedStore } from '../status/createGuardedStore.ts'
import { createStatusStore, type StatusStore } from '../status/createStatusStore.ts'
import { createManualClock, type ManualClock } from '../status/manualClock.fixture.ts'
import { beginTicket } from './beginTicket.ts'
import { chosenOf } from './chosenOf.ts'
import type { FlowContext } from './FlowContext.ts'
import type { OrderCheck } from './OrderCheck.ts'
import type { PlaceOrderOptions } from './PlaceOrderOptions.ts'
import type { PlaceOrderOutcome } from './PlaceOrderOutcome.ts'
import { placeOrder } from './placeOrder.ts'

/** A page with a chosen method, ready to place an order; its backend is a script. */
export interface Placing {
  context: FlowContext
  client: ScriptedClient
  provider: ScriptedProvider
  clock: ManualClock
  status: StatusStore
  selection: MethodSelection
  challenge: ChallengeDialog
  events: CheckoutEvent[]
  /** The phases that the attempt went through, the first one included. */
  phases: AttemptPhase[]
  /** What the attempt's effects were. */
  effects: string[]
  online: { value: boolean; comeBack(): void }
  terms: StoreApi<OrderTerms>
  checks: { check: OrderCheck }[]
  /** Where the page was sent. */
  navigations: Redirect[]
  closing: AbortController
  view(): AttemptView
  chosen(): Selection
  dialog(): ChallengeView
  place(options?: PlaceOrderOptions): Promise<PlaceOrderOutcome>
}

/** Options of {@link openPlacing}. */
export interface PlacingOptions {
  list?: MethodList
  provider?: ScriptedProvider
  /** What `loadMethod` lists. */
  redirectOrigins?: string[]
}

/** Chooses the first method of the list. The attempts are called `a…`, `b…`, `c…`. */
export async function openPlacing(options: PlacingOptions = {}): Promise<Placing> {
  const { list = methodList(), provider = createScriptedProvider(), redirectOrigins = [] } = options
  const client = createScriptedClient()
  client.script('loadMethod', ({ provider, method, purpose }) => ({
    ...{ provider, method, purpose, config: { key: 'public' }, redirectOrigins },
  }))
  const clock = createManualClock()
  const events: CheckoutEvent[] = []
  const effects: string[] = []
  const closing = new AbortController()
  const checks: { check: OrderCheck }[] = []
  const onlineListeners = new Set<() => void>()
  const online = {
    value: true,
    /** The browser is online again, and says so. */
    comeBack() {
      online.value = true
      for (const listener of onlineListeners) listener()
    },
  }
  const navigations: Redirect[] = []
  const observe = (event: CheckoutEvent): void => void events.push(event)
  const report = (error: unknown): void => observe({ type: 'error', error })
  const terms = createGuardedStore<OrderTerms>({ consents: {}, store: false, isAsked: false }, report)
  const status = createStatusStore({ observe })
  const attemptView = createGuardedStore<AttemptView>({ phase: 'idle' }, report)
  const attempt = createAttemptStore({ view: attemptView, observe, run: ({ type }) => effects.push(type) })
  const challengeView = createGuardedStore<ChallengeView>({ status: 'closed' }, report)
  const challenge = createChallengeHost({ view: challengeView, clock })
  const panel = createPanel({
    ...{ client, clock, report, locale: 'en', prefetch: async () => {} },
    beginTicket: (life) => beginTicket(context, life),
    context: { scripts: { load: () => Promise.reject(new Error('no scripts here')) } },
  })
  const registry = createProviderRegistry([provider], { clock, hasBrowser: () => true })
  const onChoice = (isChosen: boolean): void => attempt.offer({ type: isChosen ? 'choose' : 'clear' })
  const chosen = createGuardedStore<Selection>({ panel: { status: 'none' } }, report)
  const selection = createSelection({ state: chosen, registry, panel, onChoice, report })
  followStatus(attempt, status)
  const phases: AttemptPhase[] = [attempt.view.getState().phase]
  attempt.view.subscribe(({ phase }, before) => phase !== before.phase && phases.push(phase))

  let ids = 0
  const context: FlowContext = {
    ...{ client, attempt, panel, challenge, clock, observe, locale: 'en', signal: closing.signal },
    selected: () => chosenOf(chosen.getState()),
    terms,
    checks,
    onPart() {
      selection.select(null)
      selection.outdate()
    },
    outdateList: selection.outdate,
    lock: { isTaken: false },
    applyStatus: status.applyStatus,
    applyChange: selection.applyChange,
    createAttemptId: () => idOf('abcdef'.charAt(ids++)),
    isOnline: () => online.value,
    onAwake(listener) {
      onlineListeners.add(listener)
      return () => void onlineListeners.delete(listener)
    },
    isFree: async () => true,
    withdrawals: new Set(),
    rememberReturn: () => {},
    navigate: (redirect) => void navigations.push(redirect),
    redirectOrigins: [],
  }
  selection.applyList(list)
  const [first] = list.methods
  // What the panel imports is there before it asks, so that one turn is enough.
  await Promise.all([loadMessages('en'), import('../provider/fallbackModule.ts')])
  if (first) selection.select(first)
  await clock.advance(0)
  return {
    ...{ context, client, provider, clock, status, selection, challenge, events, phases, effects },
    ...{
      online,
      terms,
      checks,
      navigations,
      closing,
      view: attemptView.getState,
      chosen: chosen.getState,
      dialog: challengeView.getState,
    },
    place: (placeOptions = {}) => placeOrder(context, placeOptions),
  }
}

/** A refusal of the shop proxy. */
export function refusal(code: string, details: PaymentErrorDetails = {}): PaymentError {
  return new PaymentError({ message: code, code, retry: 'same', origin: 'proxy', details })
}

/** A call whose answer never came. */
export function lostAnswer(code: string = 'network'): PaymentError {
  return new PaymentError({ message: code, code, retry: 'same', origin: 'network' })
}
