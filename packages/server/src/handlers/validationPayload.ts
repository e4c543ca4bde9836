import { majorFromMoney, type PaymentValidationPayload } from '@payloom/core/contract'
import type { StoredAttempt } from '../payment/PaymentRecord.ts'
import { loadPayload } from './loadPayload.ts'
import type { ServiceContext } from './ServiceContext.ts'
import type { Drive } from './Validation.ts'

/** The body of `POST /payment`. The same attempt of the same order gives the same bytes, so that a repeat is known as one. */
export async function validationPayload(
  service: ServiceContext,
  { access, payable, request }: Drive,
  attempt: StoredAttempt,
  orderId: string | undefined,
): Promise<PaymentValidationPayload> {
  const { billingAddress, shippingAddress } = payable
  const surcharge = attempt.surcharge?.value ?? 0
  const due = { value: attempt.amount.value - surcharge, currency: attempt.amount.currency }
  const {
    kind: _,
    wallets: __,
    attemptId: ___,
    purpose: ____,
    storedMethodId: _____,
    ...load
  } = loadPayload(access, payable, due, request.locale)
  return {
    ...load,
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
    returnUrl: await service.returnUrl(attempt.attemptId),
    // Guests can store nothing, whatever the browser says.
    ...(request.store && access.customerId !== undefined ? { store: true } : {}),
  }
}
