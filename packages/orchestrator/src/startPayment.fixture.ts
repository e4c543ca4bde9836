import type { TestPayment } from './testPayment.fixture.ts'

/** What a new payment is told, besides what was asked for. */
export interface Start {
  patch: Partial<TestPayment>
  event?: string
  /** Whether the first of two challenges is asked. */
  isAsked?: boolean
}

type Body = Record<string, unknown>
const company = 'http://company.example'
export const expiresAt = '2026-11-22T10:15:00.000Z'
const account = { iban: 'NL91ABNA0417164300', bic: 'ABNANL2A', beneficiary: 'Sandbox', reference: 'S 1' }
const captured: Start = { patch: { status: 'succeeded' }, event: 'payment.captured' }
const pending = (display: Body): Start => ({
  patch: { status: 'pending', expiresAt, display: { ...display, appUrl: `${company}/app/1` } },
  event: 'payment.pending',
})

/** The last four digits of a gift card, in minor units. */
export function balanceOf({ number }: Body): number {
  return Number(String(number).slice(-4))
}

/** Cards: tok_used is refused, as is no token. Gift cards: 6000…, PIN 1234. */
export function refusalOf({ method, token, source, gift }: Body): string | undefined {
  if (gift !== undefined) {
    const { number, pin } = gift as Body
    if (!String(number).startsWith('6000')) return 'unknown_card'
    return pin === '1234' ? undefined : 'invalid_pin'
  }
  if (method !== 'card' || source !== undefined) return undefined
  if (token === 'tok_used') return 'token_used'
  return token ? undefined : 'invalid_token'
}

/** By method; cards by their token (tok_approve, tok_decline, tok_challenge) or their CVC's (cvc_challenge). */
export function startOf({ id, amount, method }: TestPayment, body: Body): Start {
  switch (method) {
    case 'gift':
      return startGift(amount, balanceOf(body.gift as Body))
    case 'bank':
      return { patch: { redirect: { url: `${company}/bank/${id}`, method: 'GET', fields: [] } } }
    case 'formpost': {
      const fields = [{ name: 'payment_code', value: id }]
      return { patch: { redirect: { url: `${company}/formpost`, method: 'POST', fields } } }
    }
    case 'qr':
      return pending({ kind: 'qr', data: 'QR' })
    case 'await':
      return pending({ kind: 'await' })
    case 'banktransfer':
      return pending({ kind: 'bank-transfer', ...account })
    case 'paybutton':
      return body.token === 'sht_ok'
        ? captured
        : { patch: { action: { id: `act_${id}_1`, type: 'sheet_retry' } } }
    case 'steps': {
      const url = `${company}/fingerprint/1`
      return { patch: { action: { id: `act_${id}_1`, type: 'fingerprint', url } } }
    }
    default:
      return startCard(id, amount, body)
  }
}

function startGift({ value, currency }: TestPayment['amount'], balance: number): Start {
  if (balance >= value) return captured
  const due = { value: value - balance, currency }
  return { patch: { status: 'authorized', held: balance, due }, event: 'payment.authorized' }
}

function startCard(id: string, amount: TestPayment['amount'], { token, cvcToken, store }: Body): Start {
  if (token === 'tok_decline') {
    return { patch: { status: 'failed', error: { code: 'card_declined' } }, event: 'payment.failed' }
  }
  const needsCvc = token === 'tok_cvc'
  const card = { id: `src_${id}`, brand: 'visa', last4: '1111', expiry: '12/40', needsCvc }
  const stored = store === true ? { stored: card } : {}
  if (token === 'tok_challenge' || cvcToken === 'cvc_challenge') {
    return { patch: store === true ? { storing: card } : {}, isAsked: true }
  }
  if (amount.value > 0) return { ...captured, patch: { ...captured.patch, ...stored } }
  return { patch: { status: 'authorized', ...stored }, event: 'payment.authorized' }
}
