import { cancelPayment } from './cancelPayment.ts'
import type { Send } from './createSender.ts'
import { createSetup } from './createSetup.ts'
import { deleteStoredMethod } from './deleteStoredMethod.ts'
import { loadBalance } from './loadBalance.ts'
import { loadMerchantSession } from './loadMerchantSession.ts'
import { loadMethod } from './loadMethod.ts'
import { loadQuote } from './loadQuote.ts'
import { loadStoredMethods } from './loadStoredMethods.ts'
import type { PaymentClient } from './PaymentClient.ts'
import { readAttempt } from './readAttempt.ts'
import { readStatus } from './readStatus.ts'
import { resume } from './resume.ts'
import { updatePayment } from './updatePayment.ts'
import { validate } from './validate.ts'

/** Every call but the first. */
export type LaterCalls = Omit<PaymentClient, 'loadMethodList'>

/**
 * The calls that a list does not need, with their schemas, as one chunk: choosing a method loads it,
 * so that nothing needed after an order is first fetched after it.
 */
export function createLaterCalls(send: Send): LaterCalls {
  return {
    loadMethod: (request, options) => loadMethod(send, request, options),
    loadQuote: (request, options) => loadQuote(send, request, options),
    loadBalance: (request, options) => loadBalance(send, request, options),
    loadMerchantSession: (request, options) => loadMerchantSession(send, request, options),
    validate: (request, options) => validate(send, request, options),
    readAttempt: (request, options) => readAttempt(send, request, options),
    updatePayment: (request, options) => updatePayment(send, request, options),
    cancelPayment: (request, options) => cancelPayment(send, request, options),
    resume: (request, options) => resume(send, request, options),
    readStatus: (request, options) => readStatus(send, request, options),
    createSetup: (options) => createSetup(send, options),
    loadStoredMethods: (options) => loadStoredMethods(send, options),
    deleteStoredMethod: (request, options) => deleteStoredMethod(send, request, options),
  }
}
