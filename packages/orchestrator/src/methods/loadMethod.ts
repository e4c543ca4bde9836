import type { PaymentLoadPayload, PaymentMethodInstance } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import { findOffer } from './findOffer.ts'
import { presentMethod } from './presentMethod.ts'
import { readPurchase } from './readPurchase.ts'

/** `POST /payment-methods/{provider}/{method}`: one method, with what its component needs to be drawn. */
export async function loadMethod(
  context: Context,
  payload: PaymentLoadPayload,
  names: { provider: string; method: string },
): Promise<PaymentMethodInstance> {
  const { id, country, customerId, purpose = 'pay', locale } = payload
  if (purpose !== 'pay' && purpose !== 'resume') {
    throw new ApiError(
      409,
      'method-unavailable',
      'Methods cannot be stored here; load it with the purpose "pay".',
    )
  }
  const offer = findOffer(context, readPurchase(payload), names.provider, names.method)
  const loaded = await offer.connector.configOf({
    ...{ method: names.method, purpose, paymentId: id, amount: offer.offered.total, country },
    ...(locale === undefined ? {} : { locale }),
    ...(customerId === undefined ? {} : { customerId }),
  })
  return { ...presentMethod(offer), ...loaded }
}
