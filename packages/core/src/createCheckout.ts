import type { AttemptEvent } from './attempt/AttemptEvent.ts'
import { createAttemptId } from './attempt/createAttemptId.ts'
import { createAttemptMemory } from './attempt/createAttemptMemory.ts'
import { createAttemptStore } from './attempt/createAttemptStore.ts'
import { followStatus } from './attempt/followStatus.ts'
import type { Checkout, CheckoutOptions } from './Checkout.ts'
import { createPaymentClient } from './client/createPaymentClient.ts'
import { guardObserver } from './client/guardObserver.ts'
import { systemClock } from './client/systemClock.ts'
import type { MethodList } from './contract/methodList.ts'
import { PaymentError } from './errors/PaymentError.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import type { PlaceOrderOptions } from './flow/PlaceOrderOptions.ts'
import type { PlaceOrderOutcome } from './flow/PlaceOrderOutcome.ts'
import type * as PlaceOrderModule from './flow/placeOrder.ts'
import { type ChallengeDialog, createChallengeHost } from './provider/createChallengeHost.ts'
import { createPanel, type Panel } from './provider/createPanel.ts'
import { createProviderContext } from './provider/createProviderContext.ts'
import { createProviderRegistry, type ProviderRegistry } from './provider/createProviderRegistry.ts'
import { createScriptLoader } from './provider/createScriptLoader.ts'
import { createSelection, type MethodSelection } from './provider/createSelection.ts'
import { createSubmitStore } from './provider/createSubmitStore.ts'
import { createStatusStore, type StatusStore } from './status/createStatusStore.ts'
import { createStatusWatch, type StatusWatch } from './status/createStatusWatch.ts'

/**
 * Makes a checkout: one payment, one list, one attempt at a time. Two on a page do not meet. Nothing is loaded or asked before it
 * is called for; outside a browser it can load the list.
 *
 * @throws TypeError when two providers draw the same method.
 */
export function createCheckout(options: CheckoutOptions): Checkout {
  const base = createBase(options)
  const methods = createMethods(base, options)
  const orders = createOrders(base, methods)
  const { client, attempt, status, watch, closing } = base
  const { registry, panel, selection, challenge } = methods
  const { locale = 'en', paymentId } = options
  const submit = createSubmitStore(attempt, selection, base.report)
  let started = 0
  let newest = 0

  const applyMethodList = (list: MethodList): void => {
    orders.turnTo(list)
    selection.applyList(list)
  }
  return {
    client,
    locale,
    paymentId,
    async loadMethodList(signal) {
      const turn = ++started
      const ended = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
      const request = { locale, ...(paymentId === undefined ? {} : { payment: paymentId }) }
      const list = await registry.keepDrawable(await client.loadMethodList(request, { signal: ended }), ended)
      if (ended.aborted) throw aborted()
      // Answers may overtake one another; a list that was asked for earlier is no news.
      if (turn > newest) {
        newest = turn
        applyMethodList(list)
      }
      return list
    },
    applyMethodList,
    selection: selection.state,
    select(method) {
      const event: AttemptEvent = method ? { type: 'choose' } : { type: 'clear' }
      // While an order is under way its method stands; the attempt says so and reports it.
      if (attempt.allows(event.type) || (!method && !selection.state.getState().method))
        selection.select(method)
      else attempt.dispatch(event)
    },
    warm: ({ provider, method }) => {
      registry.find({ provider, method })?.provider.load().catch(base.report)
    },
    retryPanel: selection.retryPanel,
    mountPanel: panel.mount,
    attempt: attempt.view,
    submit,
    placeOrder: orders.placeOrder,
    acceptAmount() {
      attempt.dispatch({ type: 'accept' })
      if (!selection.state.getState().method) attempt.offer({ type: 'clear' })
    },
    challenge: { view: challenge.view, attach: challenge.attach, dismiss: challenge.dismiss },
    status: { get: status.get, subscribe: status.subscribe, watch: watch.watch },
    async close() {
      closing.abort()
      base.stopFollowing()
      watch.close()
      challenge.dismiss()
      await panel.close()
    },
  }
}

interface Base extends Pick<FlowContext, 'client' | 'attempt' | 'clock' | 'locale' | 'observe'> {
  report(error: unknown): void
  status: StatusStore
  watch: StatusWatch
  memory: ReturnType<typeof createAttemptMemory>
  closing: AbortController
  stopFollowing(): void
}

/** What needs no method: the calls, the status, the attempt. */
function createBase(options: CheckoutOptions): Base {
  const { baseUrl, getToken, fetch, random, clock = systemClock, locale = 'en' } = options
  const observe = guardObserver(options.observe)
  const closing = new AbortController()
  const memory = createAttemptMemory(() => options.storage ?? globalThis.sessionStorage)
  const client = createPaymentClient({ baseUrl, getToken, fetch, random, observe, now: () => clock.now() })
  const status = createStatusStore({ observe })
  const { document, window } = globalThis
  const watch = createStatusWatch({
    ...{ client, store: status, baseUrl, getToken, fetch, random, clock, observe, document, window },
  })
  let unwatch = (): void => {}
  const attempt = createAttemptStore({
    observe,
    run(effect) {
      if (effect.type === 'remember') memory.remember(effect.paymentId, effect.attemptId)
      else if (effect.type === 'forget') memory.forget(effect.paymentId)
      else if (effect.type === 'unwatch') unwatch()
      else if (!closing.signal.aborted) unwatch = watch.watch(effect.paymentId)
    },
  })
  const report = (error: unknown): void => observe({ type: 'error', error })
  const stopFollowing = followStatus(attempt, status)
  return { client, attempt, clock, locale, observe, report, status, watch, memory, closing, stopFollowing }
}

interface Methods {
  registry: ProviderRegistry
  panel: Panel
  challenge: ChallengeDialog
  selection: MethodSelection
}

/** What draws: the providers, the panel, the dialog. */
function createMethods(base: Base, options: CheckoutOptions): Methods {
  const { client, attempt, clock, locale, observe, report, watch } = base
  const document = (): Document | undefined => globalThis.document
  const registry = createProviderRegistry(options.providers, { clock, hasBrowser: () => !!document() })
  const scripts = createScriptLoader({ document, clock, nonce: options.nonce, observe })
  const context = createProviderContext({ ...options, scripts })
  // Nothing needed after an order may be first fetched after it.
  const prefetch = () => Promise.all([loadPlaceOrder(), watch.preload()])
  const panel = createPanel({ client, locale, context, prefetch, clock, report })
  const challenge = createChallengeHost({ clock, report })
  const onChoice = (isChosen: boolean): void => attempt.offer({ type: isChosen ? 'choose' : 'clear' })
  const selection = createSelection({ registry, panel, onChoice, report })
  return { registry, panel, challenge, selection }
}

interface Orders {
  placeOrder(options?: PlaceOrderOptions): Promise<PlaceOrderOutcome>
  /** Turns the attempt to the list's payment, and looks up what an earlier life of the page left open there. */
  turnTo(list: MethodList): void
}

/** What sends: one order at a time. */
function createOrders(base: Base, { panel, challenge, selection }: Methods): Orders {
  const { attempt, memory, report } = base
  const context: FlowContext = {
    ...base,
    ...{ panel, challenge, signal: base.closing.signal },
    applyStatus: base.status.applyStatus,
    applyChange: selection.applyChange,
    createAttemptId: () => createAttemptId((bytes) => globalThis.crypto.getRandomValues(bytes)),
    isOnline: () => globalThis.navigator?.onLine !== false,
    selected() {
      const { method, paymentId } = selection.state.getState()
      return method && paymentId !== undefined ? { method, paymentId } : undefined
    },
  }
  const place = async (options: PlaceOrderOptions): Promise<PlaceOrderOutcome> => {
    try {
      const { placeOrder } = await loadPlaceOrder()
      return await placeOrder(context, options)
    } catch (error) {
      report(error)
      return { kind: 'not-sent', error: { code: 'provider_unavailable', retry: 'same' } }
    }
  }
  const recover = async (paymentId: string, attemptId: string): Promise<void> => {
    attempt.dispatch({ type: 'recover', paymentId, attemptId })
    try {
      const { recoverAttempt } = await import('./flow/recoverAttempt.ts')
      await recoverAttempt(context, { paymentId, attemptId })
    } catch (error) {
      report(error)
      attempt.offer({ type: 'release' })
    }
  }
  let underWay: Promise<PlaceOrderOutcome> | undefined
  return {
    placeOrder(options = {}) {
      // Stored before anything is awaited: seven presses in one task are one order.
      underWay ??= place(options).finally(() => {
        underWay = undefined
      })
      return underWay
    },
    turnTo({ payment, methods }) {
      if (!payment || methods.length === 0) return
      const before = attempt.view.getState().paymentId
      if (before !== undefined && before !== payment.paymentId) {
        attempt.offer({ type: 'renew' })
        if (selection.state.getState().method) attempt.offer({ type: 'choose' })
      }
      const attemptId = memory.recall(payment.paymentId)
      const isOpen = attemptId !== undefined && attempt.allows('recover')
      if (isOpen) void recover(payment.paymentId, attemptId)
    },
  }
}

async function loadPlaceOrder(): Promise<typeof PlaceOrderModule> {
  return import('./flow/placeOrder.ts')
}

function aborted(): PaymentError {
  return new PaymentError({
    message: 'loadMethodList: given up by the caller’s signal.',
    code: 'aborted',
    retry: 'same',
    origin: 'page',
  })
}
