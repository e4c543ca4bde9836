import type { PaymentValidationPayload } from '@payloom/core/contract'
import type { Context } from '../Context.ts'
import type { CompanyCustomer, CompanyOrder } from '../connectors/CompanyOrder.ts'
import { readMajor } from '../methods/readPurchase.ts'
import type { Attempt } from '../store/Attempt.ts'

/** What a company is told of an attempt. Throws a 400 for a price that its currency does not have. */
export async function createOrder(
  { configuration, store }: Context,
  payload: PaymentValidationPayload,
  { attemptId, provider, method, amount, stores = false, sourceId }: Attempt,
): Promise<CompanyOrder> {
  const { id, orderReference = id, data = {}, purpose, returnUrl, items, currency, contact, locale } = payload
  const methods = configuration.providers.find(({ providerId }) => providerId === provider)?.methods
  const details = methods?.find(({ methodId }) => methodId === method)?.config.details
  // A repeated request may find its method deleted: the attempt goes on with it all the same.
  const source = sourceId === undefined ? undefined : await store.findStoredMethod(sourceId)
  return {
    ...{ method, attemptId, amount, data, returnUrl, reference: orderReference, details, store: stores },
    purpose: purpose === 'resume' ? 'pay' : purpose,
    ...(source === undefined ? {} : { source: source.reference }),
    customer: customerOf(payload),
    items: items.map((item) => ({ ...item, price: readMajor(item.price, currency, 'items') })),
    ...(contact === undefined ? {} : { contact }),
    ...(locale === undefined ? {} : { locale }),
  }
}

function customerOf(payload: PaymentValidationPayload): CompanyCustomer {
  const { customerId, email, country, billingAddress, shippingAddress } = payload
  return {
    ...(customerId === undefined ? {} : { id: customerId }),
    ...(email === undefined ? {} : { email }),
    country,
    ...(billingAddress === undefined ? {} : { billingAddress }),
    ...(shippingAddress === undefined ? {} : { shippingAddress }),
  }
}
