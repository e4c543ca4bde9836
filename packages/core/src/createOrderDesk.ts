import { createAttemptId } from './attempt/createAttemptId.ts'
import { type AttemptStore, createAttemptStore } from './attempt/createAttemptStore.ts'
import { followStatus } from './attempt/followStatus.ts'
import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import type { MethodList } from './contract/methodList.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import type { PlaceOrderOptions } from './flow/PlaceOrderOptions.ts'
import type { PlaceOrderOutcome } from './flow/PlaceOrderOutcome.ts'
import type * as PlaceOrderModule from './flow/placeOrder.ts'
import { createChallengeHost } from './provider/createChallengeHost.ts'
import { createPanel, type Panel } from './provider/createPanel.ts'
import { createProviderContext } from './provider/createProviderContext.ts'
import { createScriptLoader } from './provider/createScriptLoader.ts'
import { createSelection, type MethodSelection } from './provider/createSelection.ts'
import { followSubmit } from './provider/followSubmit.ts'

/** Everything that begins when a method is chosen. */
export interface OrderDesk
  extends Pick<
    Checkout,
    'applyMethodList' | 'select' | 'retryPanel' | 'mountPanel' | 'placeOrder' | 'acceptAmount' | 'close'
  > {
  challenge: Pick<Checkout['challenge'], 'attach' | 'dismiss'>
}

/** Makes the desk of one checkout: panel, dialog, attempt. Loaded when a method is chosen, not with the list. */
export function createOrderDesk(base: CheckoutBase): OrderDesk {
  const { stores, clock } = base
  const attempt = createAttempt(base)
  const stopFollowing = followStatus(attempt, base.status)
  const panel = createMethodPanel(base)
  const challenge = createChallengeHost({ view: stores.challenge, clock })
  const selection = createSelection({
    ...base,
    ...{ state: stores.selection, panel },
    onChoice: (isChosen) => attempt.offer({ type: isChosen ? 'choose' : 'clear' }),
  })
  followSubmit(stores.submit, stores.attempt, stores.selection)
  const context = createFlowContext(base, { attempt, panel, challenge }, selection)
  const hasMethod = (): boolean => stores.selection.getState().method !== undefined
  return {
    applyMethodList(list) {
      turnTo(context, base, list)
      selection.applyList(list)
    },
    select(method) {
      const type = method ? 'choose' : 'clear'
      const isFree = attempt.allows(type) || stores.attempt.getState().phase === 'confirming'
      // While an order is on its way its method stands; the attempt says so and reports it.
      if (isFree || (!method && !hasMethod())) selection.select(method)
      else attempt.dispatch({ type })
    },
    retryPanel: selection.retryPanel,
    mountPanel: panel.mount,
    placeOrder: createPlacing(context, base),
    acceptAmount() {
      attempt.dispatch({ type: 'accept' })
      if (!hasMethod()) attempt.offer({ type: 'clear' })
    },
    challenge,
    async close() {
      stopFollowing()
      challenge.dismiss()
      await panel.close()
    },
  }
}

function createAttempt({ stores, memory, watch, observe, signal }: CheckoutBase): AttemptStore {
  let unwatch = (): void => {}
  return createAttemptStore({
    view: stores.attempt,
    observe,
    run(effect) {
      if (effect.type === 'remember') memory.remember(effect.paymentId, effect.attemptId)
      else if (effect.type === 'forget') memory.forget(effect.paymentId)
      else if (effect.type === 'unwatch') unwatch()
      else if (!signal.aborted) unwatch = watch.watch(effect.paymentId)
    },
  })
}

function createMethodPanel(base: CheckoutBase): Panel {
  const { options, clock, observe, watch } = base
  const document = (): Document | undefined => globalThis.document
  const scripts = createScriptLoader({ document, clock, nonce: options.nonce, observe })
  const context = createProviderContext({ ...options, scripts })
  // Nothing needed after an order may be first fetched after it.
  const prefetch = () => Promise.all([loadPlaceOrder(), watch.preload()])
  return createPanel({ ...base, context, prefetch })
}

function createFlowContext(
  { client, clock, locale, observe, signal, status, stores }: CheckoutBase,
  parts: Pick<FlowContext, 'attempt' | 'panel' | 'challenge'>,
  { applyChange }: MethodSelection,
): FlowContext {
  return {
    ...{ client, clock, locale, observe, signal, applyChange, applyStatus: status.applyStatus },
    ...parts,
    createAttemptId: () => createAttemptId((bytes) => globalThis.crypto.getRandomValues(bytes)),
    isOnline: () => globalThis.navigator?.onLine !== false,
    selected() {
      const { method, paymentId } = stores.selection.getState()
      return method && paymentId !== undefined ? { method, paymentId } : undefined
    },
  }
}

function createPlacing(context: FlowContext, { report }: CheckoutBase): Checkout['placeOrder'] {
  const place = async (options: PlaceOrderOptions): Promise<PlaceOrderOutcome> => {
    try {
      const { placeOrder } = await loadPlaceOrder()
      return await placeOrder(context, options)
    } catch (error) {
      report(error)
      return { kind: 'not-sent', error: { code: 'provider_unavailable', retry: 'same' } }
    }
  }
  let underWay: Promise<PlaceOrderOutcome> | undefined
  return (options = {}) => {
    // Stored before anything is awaited: seven presses in one task are one order.
    underWay ??= place(options).finally(() => {
      underWay = undefined
    })
    return underWay
  }
}

/** Turns the attempt to a list's payment, and looks up what an earlier life of the page left open there. */
function turnTo(context: FlowContext, { memory, stores, report }: CheckoutBase, list: MethodList): void {
  const { attempt } = context
  const { payment, methods } = list
  // An empty cart is nothing to turn to: the order that emptied it stays in view.
  if (!payment || methods.length === 0) return
  const { paymentId } = payment
  const before = stores.attempt.getState().paymentId
  if (before !== undefined && before !== paymentId) {
    attempt.offer({ type: 'renew' })
    if (stores.selection.getState().method) attempt.offer({ type: 'choose' })
  }
  const attemptId = memory.recall(paymentId)
  if (attemptId === undefined || !attempt.allows('recover')) return
  attempt.dispatch({ type: 'recover', paymentId, attemptId })
  const recover = async (): Promise<void> => {
    const { recoverAttempt } = await import('./flow/recoverAttempt.ts')
    await recoverAttempt(context, { paymentId, attemptId })
  }
  recover().catch((error: unknown) => {
    report(error)
    attempt.offer({ type: 'release' })
  })
}

async function loadPlaceOrder(): Promise<typeof PlaceOrderModule> {
  return import('./flow/placeOrder.ts')
}
