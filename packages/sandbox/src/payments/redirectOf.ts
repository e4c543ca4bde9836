import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { PaymentRedirect } from './payment.ts'

/** The page that the shopper has to go to, as long as nothing was decided there. */
export function redirectOf(company: Company, row: PaymentRow): PaymentRedirect | undefined {
  const { code, decision, status, method, amount } = row
  if (status !== 'requires_action' || code === undefined || decision !== undefined) return undefined
  const origin = company.publicOrigin()
  if (method === 'bank') return { url: `${origin}/bank/${code}`, method: 'GET', fields: [] }
  if (method !== 'formpost') return undefined
  const fields = [
    { name: 'payment_code', value: code },
    { name: 'amount', value: String(amount.value) },
  ]
  return { url: `${origin}/formpost`, method: 'POST', fields }
}
