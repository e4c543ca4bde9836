import { createHash } from 'node:crypto'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { PaymentDisplay } from './payment.ts'

/** An account that cannot be: its check digits are right (ISO 13616), its bank does not exist. */
const account = { iban: 'NL21SAND0123456789', bic: 'SANDNL2A', beneficiary: 'Sandbox Company' }

/** What a shopper who pays elsewhere has to see, as long as the payment is awaited. */
export function displayOf(company: Company, row: PaymentRow): PaymentDisplay | undefined {
  const { code, status, method } = row
  if (status !== 'pending' || code === undefined) return undefined
  const appUrl = `${company.publicOrigin()}/app/${code}`
  if (method === 'qr') return { kind: 'qr', data: appUrl, appUrl }
  if (method === 'await') return { kind: 'await', appUrl }
  if (method !== 'banktransfer') return undefined
  return { kind: 'bank-transfer', ...account, reference: referenceOf(row.id), appUrl }
}

/** Short enough to be copied by hand, and of no use to who wants to decide. */
function referenceOf(id: string): string {
  const digits = createHash('sha256').update(id).digest('hex').slice(0, 12).toUpperCase()
  return `SBX ${digits.slice(0, 4)} ${digits.slice(4, 8)} ${digits.slice(8)}`
}
