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
