import { majorFromMoney, type PaymentValidationPayload, type ValidateRequest } from '@payloom/core/contract'
import type { StoredAttempt } from '../payment/PaymentRecord.ts'
import { loadPayload } from './loadPayload.ts'
import type { ServiceContext } from './ServiceContext.ts'
import type { Drive } from './Validation.ts'

/** The body of `POST /payment`. The same attempt of the same order gives the same bytes, so that a repeat is known as one. */
export async function validationPayload(
  service: ServiceContext,
  { access, key, payable, request }: Drive,
  attempt: StoredAttempt,
  orderId: string | undefined,
): Promise<PaymentValidationPayload> {
  const { billingAddress, shippingAddress } = payable
  const surcharge = attempt.surcharge?.value ?? 0
  const due = { value: attempt.amount.value - surcharge, currency: attempt.amount.currency }
  const {
    wallets: _,
    attemptId: __,
    purpose: ___,
    storedMethodId: ____,
    ...load
  } = loadPayload(access, payable, due, request.locale)
  return {
    ...load,
    paymentTotal: majorFromMoney(payable.total),
    ...(billingAddress ? { billingAddress } : {}),
    ...(shippingAddress ? { shippingAddress } : {}),
    items: payable.items.map(({ id, name, quantity, price }) => ({
      id,
      name,
      quantity,
      price: majorFromMoney(price),
    })),
    ...(orderId === undefined ? {} : { orderReference: orderId }),
    data: request.data,
    provider: attempt.provider,
    method: attempt.method,
    purpose: request.purpose,
    attemptId: attempt.attemptId,
    amount: majorFromMoney(attempt.amount),
    returnUrl: await service.returnUrl(key, attempt.attemptId),
    // Guests can store nothing, whatever the browser says; a set-up is for nothing else.
    ...(access.customerId !== undefined && isStored(request) ? { store: true } : {}),
    ...(request.purpose === 'pay-stored' && request.storedMethodId !== undefined
      ? { storedMethodId: request.storedMethodId }
      : {}),
    ...(request.contact ? { contact: request.contact } : {}),
  }
}

function isStored({ purpose, store }: ValidateRequest): boolean {
  return purpose === 'setup' || (purpose === 'pay' && store === true)
}
