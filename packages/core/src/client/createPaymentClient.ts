import { PaymentError } from '../errors/PaymentError.ts'
import type { LaterCalls } from './createLaterCalls.ts'
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
  let calls: Promise<LaterCalls> | undefined
  const loadCalls = (name: string): Promise<LaterCalls> => {
    calls ??= import('./createLaterCalls.ts').then(
      ({ createLaterCalls }) => createLaterCalls(send),
      (cause: unknown) => {
        calls = undefined
        throw new PaymentError({
          code: 'provider_unavailable',
          retry: 'same',
          origin: 'page',
          message: `${name}: a file of the shop's own page could not be loaded, so nothing was sent. Reload the page; it may have been deployed anew.`,
          cause,
        })
      },
    )
    return calls
  }
  return {
    loadMethodList: (request, callOptions) => loadMethodList(send, request, callOptions),
    loadMethod: async (...args) => (await loadCalls('loadMethod')).loadMethod(...args),
    loadQuote: async (...args) => (await loadCalls('loadQuote')).loadQuote(...args),
    loadBalance: async (...args) => (await loadCalls('loadBalance')).loadBalance(...args),
    loadMerchantSession: async (...args) =>
      (await loadCalls('loadMerchantSession')).loadMerchantSession(...args),
    validate: async (...args) => (await loadCalls('validate')).validate(...args),
    readAttempt: async (...args) => (await loadCalls('readAttempt')).readAttempt(...args),
    updatePayment: async (...args) => (await loadCalls('updatePayment')).updatePayment(...args),
    cancelPayment: async (...args) => (await loadCalls('cancelPayment')).cancelPayment(...args),
    resume: async (...args) => (await loadCalls('resume')).resume(...args),
    readStatus: async (...args) => (await loadCalls('readStatus')).readStatus(...args),
    createSetup: async (...args) => (await loadCalls('createSetup')).createSetup(...args),
    loadStoredMethods: async (...args) => (await loadCalls('loadStoredMethods')).loadStoredMethods(...args),
    deleteStoredMethod: async (...args) =>
      (await loadCalls('deleteStoredMethod')).deleteStoredMethod(...args),
  }
}
