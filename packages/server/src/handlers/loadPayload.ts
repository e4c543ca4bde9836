import { type Money, majorFromMoney, type PaymentLoadPayload } from '@payloom/core/contract'
import type { Access } from '../orders/Authorize.ts'
import type { ResolvedPayable } from './resolvePayable.ts'

/** The orchestrator's payload for a payable. The customer comes from the session and the amounts from the shop, never from the browser. */
export function loadPayload(
  access: Access,
  payable: ResolvedPayable,
  due: Money,
  locale: string | undefined,
): PaymentLoadPayload {
  const language = locale ?? payable.locale
  return {
    id: payable.paymentId,
    total: majorFromMoney(due),
    currency: due.currency,
    country: payable.country,
    kind: payable.kind,
    ...(payable.email === undefined ? {} : { email: payable.email }),
    ...(access.customerId === undefined ? {} : { customerId: access.customerId }),
    ...(language === undefined ? {} : { locale: language }),
  }
}
