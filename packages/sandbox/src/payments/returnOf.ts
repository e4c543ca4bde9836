import type { PaymentRow } from '../store/paymentTable.ts'
import { resultOf } from './decideOnBankPage.ts'
import type { PaymentRedirect } from './payment.ts'

/** The way back to the shop of a payment that was decided: by GET with its words in the address, or by POST with fields. */
export function returnOf(payment: PaymentRow): PaymentRedirect {
  const { id, method, returnUrl = '', completion } = payment
  const fields = [
    { name: 'sandbox_payment', value: id },
    { name: 'sandbox_result', value: resultOf(payment) },
    ...(completion === undefined ? [] : [{ name: 'sandbox_code', value: completion }]),
  ]
  if (method === 'formpost') return { url: returnUrl, method: 'POST', fields }
  const url = new URL(returnUrl)
  for (const { name, value } of fields) url.searchParams.set(name, value)
  return { url: url.href, method: 'GET', fields: [] }
}
