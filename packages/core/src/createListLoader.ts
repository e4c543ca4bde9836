import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import { toPaymentError } from './client/toPaymentError.ts'
import type { DeskDoor } from './createDeskDoor.ts'

const givenUp = { aborted: true, answered: false, online: true }

/** Makes what loads the lists of one checkout. */
export function createListLoader(
  { client, locale, options, registry, signal: closing }: CheckoutBase,
  desk: Pick<DeskDoor, 'applyMethodList' | 'loadSetup'>,
): Checkout['loadMethodList'] {
  let started = 0
  let newest = 0
  return async (signal) => {
    const turn = ++started
    const ended = signal ? AbortSignal.any([signal, closing]) : closing
    const payment = options.kind === 'setup' ? await desk.loadSetup() : options.paymentId
    const request = { locale, ...(payment === undefined ? {} : { payment }) }
    const list = await registry.keepDrawable(await client.loadMethodList(request, { signal: ended }), ended)
    if (ended.aborted) throw toPaymentError(undefined, { name: 'loadMethodList', ...givenUp })
    // Answers may overtake one another; a list that was asked for earlier is no news.
    if (turn > newest) {
      newest = turn
      desk.applyMethodList(list)
    }
    return list
  }
}
