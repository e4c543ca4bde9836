import { type AttemptLock, createAttemptLock } from './attempt/createAttemptLock.ts'
import { type AttemptMemory, createAttemptMemory } from './attempt/createAttemptMemory.ts'
import { type AttemptStore, createAttemptStore } from './attempt/createAttemptStore.ts'
import { createPageStorage } from './attempt/createPageStorage.ts'
import { createReturnMemory, type ReturnMemory } from './attempt/createReturnMemory.ts'
import { followStatus } from './attempt/followStatus.ts'
import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import { createExpressDesk } from './createExpressDesk.ts'
import { createFlowContext } from './createFlowContext.ts'
import { createOrderCalls } from './createOrderCalls.ts'
import { createPanelMaker } from './createPanelMaker.ts'
import type { PanelStores } from './createPanelStores.ts'
import { createRecovery } from './createRecovery.ts'
import { createSetupPayment } from './createSetupPayment.ts'
import { createSupersede } from './createSupersede.ts'
import { chosenOf } from './flow/chosenOf.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import type { ResumeOptions } from './flow/resumeReturn.ts'
import { followStore } from './followStore.ts'
import { createChallengeHost } from './provider/createChallengeHost.ts'
import { createSelection } from './provider/createSelection.ts'
import { followSubmit } from './provider/followSubmit.ts'
import { removeListedPart } from './removeListedPart.ts'

/** Everything that begins when a method is chosen. */
export interface OrderDesk
  extends Pick<
    Checkout,
    | 'applyMethodList'
    | 'select'
    | 'retryPanel'
    | 'mountPanel'
    | 'placeOrder'
    | 'supersede'
    | 'cancelPayment'
    | 'acceptAmount'
    | 'removePart'
    | 'resume'
    | 'close'
  > {
  mountExpress: Checkout['express']['mount']
  /** Makes the payment of a set-up, once. @throws PaymentError */
  loadSetup(): Promise<string>
  challenge: Pick<Checkout['challenge'], 'attach' | 'dismiss'>
}

/** Makes the desk of one checkout: panel, dialog, attempt. Loaded when a method is chosen, not with the list. */
export function createOrderDesk(base: CheckoutBase, storeOf: PanelStores): OrderDesk {
  const { stores, clock } = base
  const storage = createPageStorage(base.openStorage)
  const memory = createAttemptMemory(storage)
  const returned = createReturnMemory(storage)
  const attempt = createAttempt(base, memory)
  const lock = openAttemptLock(base)
  const stopFollowing = followStatus(attempt, base.statusDoor.status)
  const { createPanel, openSession } = createPanelMaker(base)
  const panel = createPanel(() => context)
  const challenge = createChallengeHost({ view: stores.challenge, clock })
  const selection = createSelection({
    ...base,
    ...{ state: stores.selection, panel },
    onChoice: (isChosen) => attempt.offer({ type: isChosen ? 'choose' : 'clear' }),
  })
  followSubmit(stores)
  followStore(stores, panel)
  const express = createExpressDesk({ base, createPanel, shared: () => context, storeOf })
  const context: FlowContext = {
    ...createFlowContext(base, { attempt, challenge, selection, returns: returned, lock }),
    panel,
    applyChange(change) {
      express.applyChange(change)
      return selection.applyChange(change)
    },
    selected: () => chosenOf(stores.selection.getState()),
  }
  const returns = createReturns(base, returned, openSession)
  const recovery = createRecovery(base, { context, memory, lock, returns })
  const hasMethod = (): boolean => stores.selection.getState().method !== undefined
  const close: Checkout['close'] = async () => {
    stopFollowing()
    lock.close()
    recovery.close()
    challenge.dismiss()
    await Promise.all([panel.close(), express.close()])
  }
  // The page was left while this code came: nobody else will end it.
  if (base.signal.aborted) void close()
  return {
    applyMethodList(list) {
      recovery.turnTo(list)
      selection.applyList(list)
      express.applyMethodList(list)
    },
    mountExpress: express.mount,
    resume: recovery.resume,
    removePart: (attemptId) => removeListedPart(base, attemptId),
    loadSetup: createSetupPayment(base),
    select(method) {
      const type = method ? 'choose' : 'clear'
      const isFree = attempt.allows(type) || stores.attempt.getState().phase === 'confirming'
      // While an order is on its way its method stands; the attempt says so and reports it.
      if (isFree || (!method && !hasMethod())) selection.select(method)
      else attempt.dispatch({ type })
    },
    retryPanel: selection.retryPanel,
    mountPanel: panel.mount,
    ...createOrderCalls(context, base),
    ...createSupersede(attempt, base),
    acceptAmount() {
      attempt.dispatch({ type: 'accept' })
      if (!hasMethod()) attempt.offer({ type: 'clear' })
    },
    challenge,
    close,
  }
}

function createReturns(
  { registry, options, identity }: CheckoutBase,
  memory: ReturnMemory,
  openSession: ResumeOptions['openSession'],
): ResumeOptions {
  return {
    ...{ memory, find: registry.find, openSession },
    onToken(token) {
      if (options.getToken) identity.resumeToken = token
    },
  }
}

function openAttemptLock({ stores, options, clock }: CheckoutBase): AttemptLock {
  const { navigator, window } = globalThis
  return createAttemptLock({
    ...{ view: stores.attempt, window, clock },
    locks: options.locks ?? navigator?.locks,
  })
}

function createAttempt(
  { stores, statusDoor, observe, signal }: CheckoutBase,
  memory: AttemptMemory,
): AttemptStore {
  let unwatch = (): void => {}
  return createAttemptStore({
    view: stores.attempt,
    observe,
    run(effect) {
      if (effect.type === 'remember') memory.remember(effect.paymentId, effect.attemptId)
      else if (effect.type === 'forget') memory.forget(effect.paymentId, effect.attemptId)
      else if (effect.type === 'unwatch') unwatch()
      else if (!signal.aborted) unwatch = statusDoor.status.watch(effect.paymentId)
    },
  })
}
