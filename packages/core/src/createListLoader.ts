import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import { createLoader } from './client/createLoader.ts'
import { PaymentError } from './errors/PaymentError.ts'

/** Makes what loads the lists of one checkout. */
export function createListLoader(
  base: CheckoutBase,
  apply: Checkout['applyMethodList'],
): Checkout['loadMethodList'] {
  const { client, locale, options, registry, signal: closing } = base
  const loadSetup = createLoader(async () => {
    const { createSetupPayment } = await import('./createSetupPayment.ts')
    return createSetupPayment(base)
  })
  let started = 0
  let newest = 0
  return async (signal) => {
    const turn = ++started
    const ended = signal ? AbortSignal.any([signal, closing]) : closing
    const payment =
      options.kind === 'setup' ? await (await loadSetup('createSetup')).load() : options.paymentId
    const request = { locale, ...(payment === undefined ? {} : { payment }) }
    const list = await registry.keepDrawable(await client.loadMethodList(request, { signal: ended }), ended)
    if (ended.aborted) throw aborted()
    // Answers may overtake one another; a list that was asked for earlier is no news.
    if (turn > newest) {
      newest = turn
      apply(list)
    }
    return list
  }
}

function aborted(): PaymentError {
  return new PaymentError({
    message: 'loadMethodList: given up by the caller’s signal.',
    code: 'aborted',
    retry: 'same',
    origin: 'page',
  })
}
