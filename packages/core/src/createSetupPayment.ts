import type { CheckoutBase } from './CheckoutBase.ts'

/**
 * Makes what makes the set-up payments of one checkout: each once, and after it succeeded another. It takes no money; a method is
 * stored by it.
 *
 * @returns the payment's id. Rejects with a PaymentError.
 */
export function createSetupPayment({ client, stores, signal }: CheckoutBase): () => Promise<string> {
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
  return () => {
    const attempt = stores.attempt.getState()
    if (attempt.phase === 'succeeded' && attempt.paymentId === paymentId) {
      made = undefined
      paymentId = undefined
    }
    made ??= create()
    return made
  }
}
