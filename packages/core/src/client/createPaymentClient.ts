import type { LaterCalls } from './createLaterCalls.ts'
import { createLoader } from './createLoader.ts'
import { createSender } from './createSender.ts'
import { loadMethodList } from './loadMethodList.ts'
import type { PaymentClient } from './PaymentClient.ts'
import type { PaymentClientOptions } from './PaymentClientOptions.ts'

/**
 * The shop proxy's calls over HTTP. GET is tried three times at most, everything else once;
 * every answer is parsed, and every failure is one `PaymentError`.
 */
export function createPaymentClient(options: PaymentClientOptions): PaymentClient {
  const send = createSender(options)
  const loadCalls = createLoader(async () => {
    const { createLaterCalls } = await import('./createLaterCalls.ts')
    return createLaterCalls(send)
  })
  const later = Object.fromEntries(
    laterNames.map((name) => [
      name,
      async (...args: never[]) => ((await loadCalls(name))[name] as (...args: never[]) => unknown)(...args),
    ]),
  )
  return {
    loadMethodList: (request, callOptions) => loadMethodList(send, request, callOptions),
    ...(later as unknown as LaterCalls),
  }
}

const laterNames: readonly (keyof LaterCalls)[] = [
  'loadMethod',
  'loadQuote',
  'loadBalance',
  'loadMerchantSession',
  'validate',
  'readAttempt',
  'updatePayment',
  'cancelPayment',
  'resume',
  'readStatus',
  'createSetup',
  'loadStoredMethods',
  'deleteStoredMethod',
]
