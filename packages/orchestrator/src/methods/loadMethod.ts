import type { PaymentLoadPayload, PaymentMethodInstance } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import { askCompany } from '../payments/askCompany.ts'
import { findOwnStored } from '../stored/findOwnStored.ts'
import { presentStored } from '../stored/presentStored.ts'
import { findOffer } from './findOffer.ts'
import { presentMethod } from './presentMethod.ts'
import { readPurchase } from './readPurchase.ts'

/** `POST /payment-methods/{provider}/{method}`: one method, with what its component needs to be drawn. */
export async function loadMethod(
  context: Context,
  payload: PaymentLoadPayload,
  names: { provider: string; method: string },
): Promise<PaymentMethodInstance> {
  const { id, country, customerId, purpose = 'pay', locale, kind } = payload
  if (purpose !== 'resume' && (purpose === 'setup') !== (kind === 'setup')) {
    throw new ApiError(409, 'method-unavailable', 'The purpose "setup" is for payments of the kind "setup".')
  }
  const offer = findOffer(context, readPurchase(payload), names.provider, names.method)
  const stored = purpose === 'pay-stored' ? await findOwnStored(context, { ...payload, ...names }) : undefined
  const { connector, offered } = offer
  const loaded = await askCompany(context, connector, undefined, 'config', async () =>
    connector.configOf({
      ...{ method: names.method, purpose, paymentId: id, amount: offered.total, country },
      ...(locale === undefined ? {} : { locale }),
      ...(customerId === undefined ? {} : { customerId }),
      ...(stored === undefined ? {} : { source: stored.reference }),
    }),
  )
  return {
    ...presentMethod(offer),
    ...loaded,
    ...(stored === undefined ? {} : { stored: presentStored(stored) }),
  }
}
