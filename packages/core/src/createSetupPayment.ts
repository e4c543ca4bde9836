import type { CheckoutBase } from './CheckoutBase.ts'

/** The payment by which a method is stored; it takes no money. */
export interface SetupPayment {
  /** Makes it once. After it succeeded, the next call makes another. @throws PaymentError */
  load(): Promise<string>
}

/** Makes the set-up payments of one checkout, one after the other. */
export function createSetupPayment({ client, stores, signal }: CheckoutBase): SetupPayment {
  let made: Promise<string> | undefined
  let paymentId: string | undefined
  const create = async (): Promise<string> => {
    try {
      const created = await client.createSetup({ signal })
      paymentId = created.paymentId
      return paymentId
    } catch (error) {
      made = undefined
      throw error
    }
  }
  return {
    load() {
      const attempt = stores.attempt.getState()
      if (attempt.phase === 'succeeded' && attempt.paymentId === paymentId) {
        made = undefined
        paymentId = undefined
      }
      made ??= create()
      return made
    },
  }
}
