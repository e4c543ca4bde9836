import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import type { PlaceOrderOptions } from './flow/PlaceOrderOptions.ts'
import type { PlaceOrderOutcome } from './flow/PlaceOrderOutcome.ts'

/** The calls that take an order to an outcome: one of each at a time. */
export type OrderCalls = Pick<Checkout, 'placeOrder' | 'cancelPayment'>

/** Makes the calls of one checkout. Their code comes with the method's panel. */
export function createOrderCalls(context: FlowContext, { report }: CheckoutBase): OrderCalls {
  const guard = async (run: () => Promise<PlaceOrderOutcome>): Promise<PlaceOrderOutcome> => {
    try {
      return await run()
    } catch (error) {
      report(error)
      return { kind: 'not-sent', error: { code: 'provider_unavailable', retry: 'same' } }
    }
  }
  const place = async (options: PlaceOrderOptions): Promise<PlaceOrderOutcome> => {
    const { placeOrder } = await import('./flow/placeOrder.ts')
    return placeOrder(context, options)
  }
  const cancel = async (): Promise<PlaceOrderOutcome> => {
    const { cancelAttempt } = await import('./flow/cancelAttempt.ts')
    return cancelAttempt(context)
  }
  return {
    placeOrder: createSingleFlight((options: PlaceOrderOptions = {}) => guard(() => place(options))),
    cancelPayment: createSingleFlight(() => guard(cancel)),
  }
}

/** While a call is under way, every further one gets its promise. */
function createSingleFlight<Given extends unknown[], Value>(
  run: (...given: Given) => Promise<Value>,
): (...given: Given) => Promise<Value> {
  let underWay: Promise<Value> | undefined
  return (...given) => {
    // Stored before anything is awaited: seven presses in one task are one order.
    underWay ??= run(...given).finally(() => {
      underWay = undefined
    })
    return underWay
  }
}
