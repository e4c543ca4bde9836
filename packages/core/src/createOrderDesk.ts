import { type AttemptMemory, createAttemptMemory } from './attempt/createAttemptMemory.ts'
import { type AttemptStore, createAttemptStore } from './attempt/createAttemptStore.ts'
import { followStatus } from './attempt/followStatus.ts'
import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import { createFlowContext } from './createFlowContext.ts'
import { createPanelMaker } from './createPanelMaker.ts'
import { createRecovery } from './createRecovery.ts'
import { chosenOf } from './flow/chosenOf.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import type { PlaceOrderOptions } from './flow/PlaceOrderOptions.ts'
import type { PlaceOrderOutcome } from './flow/PlaceOrderOutcome.ts'
import type * as PlaceOrderModule from './flow/placeOrder.ts'
import { followStore } from './followStore.ts'
import { createChallengeHost } from './provider/createChallengeHost.ts'
import { createSelection } from './provider/createSelection.ts'
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
  const memory = createAttemptMemory(base.openStorage)
  const attempt = createAttempt(base, memory)
  const stopFollowing = followStatus(attempt, base.statusDoor.status)
  const createOwnPanel = createPanelMaker(base)
  const panel = createOwnPanel(() => context)
  const challenge = createChallengeHost({ view: stores.challenge, clock })
  const selection = createSelection({
    ...base,
    ...{ state: stores.selection, panel },
    onChoice: (isChosen) => attempt.offer({ type: isChosen ? 'choose' : 'clear' }),
  })
  followSubmit(stores)
  followStore(stores, panel)
  const context: FlowContext = {
    ...createFlowContext(base, { attempt, challenge, selection }),
    panel,
    selected: () => chosenOf(stores.selection.getState()),
  }
  const recovery = createRecovery(base, context, memory)
  const hasMethod = (): boolean => stores.selection.getState().method !== undefined
  return {
    applyMethodList(list) {
      recovery.turnTo(list)
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
      recovery.close()
      challenge.dismiss()
      await panel.close()
    },
  }
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
      else if (effect.type === 'forget') memory.forget(effect.paymentId)
      else if (effect.type === 'unwatch') unwatch()
      else if (!signal.aborted) unwatch = statusDoor.status.watch(effect.paymentId)
    },
  })
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

async function loadPlaceOrder(): Promise<typeof PlaceOrderModule> {
  return import('./flow/placeOrder.ts')
}
