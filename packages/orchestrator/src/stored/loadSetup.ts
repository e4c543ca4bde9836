import type { PaymentLoadPayload, PaymentMethodInstance } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import { loadMethod } from '../methods/loadMethod.ts'

/** `POST /stored-payment-methods/{customerId}/{provider}/{method}/setup`: what the component needs to store a method without a purchase. */
export async function loadSetup(
  context: Context,
  payload: PaymentLoadPayload,
  { customerId, provider, method }: { customerId: string; provider: string; method: string },
): Promise<PaymentMethodInstance> {
  if (payload.customerId !== undefined && payload.customerId !== customerId) {
    throw new ApiError(400, 'bad-request', 'customerId has to be the one of the address.')
  }
  const setup = { ...payload, customerId, purpose: 'setup', kind: 'setup' } as const
  return await loadMethod(context, setup, { provider, method })
}
