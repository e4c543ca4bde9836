import type { BalanceReading, BalanceRequest } from '../Connector.ts'
import { CompanyRefusal } from './CompanyRefusal.ts'
import { companyBalanceSchema } from './companyPayment.ts'
import type { CompanyClient } from './createCompanyClient.ts'
import { decided } from './decided.ts'
import { short } from './findCompanyPayment.ts'

/** Which field a refusal is about. */
const fieldOf = new Map<string, 'number' | 'pin'>([
  ['unknown_card', 'number'],
  ['invalid_pin', 'pin'],
])

/** Asks for what is left on a gift card. */
export async function readGiftBalance(
  call: CompanyClient,
  { number, pin, currency }: BalanceRequest,
): Promise<BalanceReading> {
  const body = { number, ...(pin === undefined ? {} : { pin }), currency }
  const path = '/v1/gift-cards/balance'
  try {
    const { balance } = await call({ ...short, method: 'POST', path, body, answer: companyBalanceSchema })
    return { kind: 'balance', balance }
  } catch (error) {
    const field = error instanceof CompanyRefusal ? fieldOf.get(error.code) : undefined
    return field === undefined ? await decided(Promise.reject(error)) : { kind: 'refused', field }
  }
}
