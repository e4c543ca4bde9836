import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Money } from '@payloom/core/contract'
import * as v from 'valibot'
import type { PaymentKey } from './PaymentRecord.ts'

/** What a quote is bound to: what the shopper saw. */
export interface QuoteTerms {
  provider: string
  method: string
  /** Of the order. */
  version: string
  /** What is due, surcharge included. */
  amount: Money
  /** Minor units. */
  surcharge: number
  isOffline: boolean
  title: string
  /** The stored method that it is for. */
  storedMethodId?: string | undefined
}

/** Makes and reads quotes. */
export interface Quotes {
  /** The same terms always give the same text. */
  issue(key: PaymentKey, terms: QuoteTerms): string
  /** @returns `undefined` for a text that was not issued for this payment. */
  read(key: PaymentKey, quote: string): QuoteTerms | undefined
}

const payloadSchema = v.tuple([
  v.string(),
  v.string(),
  v.string(),
  v.number(),
  v.string(),
  v.number(),
  v.boolean(),
  v.string(),
  v.nullable(v.string()),
])

/** Quotes are the terms themselves and an HMAC over them and the payment, so that nothing has to be stored. */
export function createQuotes(secret: string): Quotes {
  const sign = ({ tenant, paymentId }: PaymentKey, payload: string): Buffer =>
    createHmac('sha256', `${secret}.quote`)
      .update(JSON.stringify([tenant, paymentId, payload]))
      .digest()
  return {
    issue(key, { provider, method, version, amount, surcharge, isOffline, title, storedMethodId }) {
      const terms = [provider, method, version, amount.value, amount.currency, surcharge, isOffline]
      const text = JSON.stringify([...terms, title.slice(0, 200), storedMethodId ?? null])
      const payload = Buffer.from(text).toString('base64url')
      return `${payload}.${sign(key, payload).toString('base64url')}`
    },
    read(key, quote) {
      const [payload = '', mac = ''] = quote.split('.')
      const expected = sign(key, payload)
      const given = Buffer.from(mac, 'base64url')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      const parsed = v.safeParse(payloadSchema, JSON.parse(Buffer.from(payload, 'base64url').toString()))
      if (!parsed.success) return undefined
      const [provider, method, version, value, currency, surcharge, isOffline, title, stored] = parsed.output
      const amount = { value, currency }
      const terms = { provider, method, version, amount, surcharge, isOffline, title }
      return stored === null ? terms : { ...terms, storedMethodId: stored }
    },
  }
}
