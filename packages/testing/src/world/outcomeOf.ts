import type { Method, Money, PaymentOutcome, ValidateRequest } from '@payloom/core/contract'
import { paidParts } from './listedMethods.ts'
import type { WorldState } from './WorldState.ts'

/** Where the fake company's pages would be. */
export const fakeCompanyOrigin = 'https://company.example'

/** What a scenario makes of an order. */
export function outcomeOf(state: WorldState, row: Method, { method }: ValidateRequest): PaymentOutcome {
  const expiresAt = new Date(Date.parse(state.updatedAt) + 15 * 60_000).toISOString()
  const appUrl = `${fakeCompanyOrigin}/app/1`
  switch (state.scenario) {
    case 'decline':
      return { outcome: 'failed', error: { code: 'declined', retry: 'same' } }
    case 'insufficient-funds':
      return { outcome: 'failed', error: { code: 'insufficient_funds', retry: 'other-method' } }
    case 'challenge':
      return { outcome: 'action', action: state.action }
    case 'redirect':
      return { outcome: 'redirect', url: `${fakeCompanyOrigin}/${method}/1`, method: 'GET', fields: [] }
    case 'redirect-post': {
      const fields = [{ name: 'payment_code', value: 'code_1' }]
      return { outcome: 'redirect', url: `${fakeCompanyOrigin}/${method}`, method: 'POST', fields }
    }
    case 'qr':
      return { outcome: 'pending', display: { kind: 'qr', data: 'payloom:qr:1', appUrl, expiresAt } }
    case 'await':
      return { outcome: 'pending', display: { kind: 'await', appUrl, expiresAt } }
    case 'bank-transfer':
      return { outcome: 'pending', display: { ...transfer, amount: row.total ?? state.total } }
    case 'partial':
      return paidParts(state).length > 0 ? { outcome: 'complete' } : { outcome: 'partial', due: half(state) }
    default:
      return { outcome: 'complete' }
  }
}

/** What is due once a first part is paid: the greater half. */
function half({ total }: WorldState): Money {
  return { ...total, value: Math.ceil(total.value / 2) }
}

const transfer = {
  kind: 'bank-transfer',
  iban: 'NL91ABNA0417164300',
  bic: 'ABNANL2A',
  beneficiary: 'Pretend Shop',
  reference: 'ORDER-1',
} as const
