import type { AttemptStore } from './attempt/createAttemptStore.ts'
import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'

/** Milliseconds for which it holds: who comes back later than that is asked again, for the other attempt has gone on. */
const longestWish = 30 * 60_000

/** Makes the shopper's agreement that another attempt is ended by the next order. */
export function createSupersede(
  { dispatch, view }: AttemptStore,
  { clock, signal }: Pick<CheckoutBase, 'clock' | 'signal'>,
): Pick<Checkout, 'supersede'> {
  let stop = (): void => {}
  signal.addEventListener('abort', () => stop())
  return {
    supersede() {
      if (!dispatch({ type: 'supersede' })) return
      stop()
      stop = clock.setTimer(() => {
        if (view.getState().phase === 'ready') dispatch({ type: 'free' })
      }, longestWish)
    },
  }
}
