import { ApiError } from '../http/apiError.ts'
import { type ReadGiftCard, readGiftCard } from '../methods/readGiftCard.ts'
import { type Money, parseMoney } from '../money.ts'
import { parseReturnUrl } from './parseReturnUrl.ts'
import { parseText } from './parseText.ts'

/** What a merchant asks for; only these fields are read. A gift card's number and PIN are gone by now. */
export interface PaymentRequest {
  amount: Money
  reference: string
  method: string
  store: boolean
  token?: string
  source?: string
  cvcToken?: string
  customer?: string
  gift?: ReadGiftCard
  returnUrl?: string
  metadata?: Record<string, string>
}

/** Reads the body of `POST /v1/payments`, or throws a 422 that names the field. */
export function parsePaymentRequest(
  body: Record<string, unknown>,
  hash: (text: string) => string,
): PaymentRequest {
  const metadata = parseMetadata(body.metadata)
  const method = parseText(body.method, 'method')
  const store = parseStore(body.store, method)
  const { returnUrl } = body
  return {
    // A set-up takes nothing; everything else takes something.
    amount: parseMoney(body.amount, 'amount', store ? 0 : 1),
    reference: parseText(body.reference, 'reference'),
    ...{ method, store },
    ...parseOptional(body, 'token', 'token'),
    ...parseOptional(body, 'source', 'source'),
    ...parseOptional(body, 'cvcToken', 'cvc_token'),
    ...parseOptional(body, 'customer', 'customer'),
    ...(body.gift === undefined ? {} : { gift: readGiftCard(body.gift, hash) }),
    ...(returnUrl === undefined ? {} : { returnUrl: parseReturnUrl(returnUrl) }),
    ...(metadata === undefined ? {} : { metadata }),
  }
}

function parseOptional(
  body: Record<string, unknown>,
  field: 'token' | 'source' | 'cvcToken' | 'customer',
  code: string,
): Partial<PaymentRequest> {
  return body[field] === undefined ? {} : { [field]: parseText(body[field], field, code) }
}

function parseStore(value: unknown, method: string): boolean {
  if (value !== undefined && typeof value !== 'boolean') {
    throw new ApiError(422, 'invalid_store', 'store is true or false.', 'store')
  }
  if (value === true && method !== 'card') {
    throw new ApiError(422, 'invalid_store', 'Only payments by card can be stored.', 'store')
  }
  return value === true
}

function parseMetadata(value: unknown): Record<string, string> | undefined {
  if (value === undefined) return undefined
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  const fits = entries.every(
    ([key, text]) => key.length <= 64 && typeof text === 'string' && text.length <= 512,
  )
  if (typeof value !== 'object' || value === null || Array.isArray(value) || entries.length > 20 || !fits) {
    throw new ApiError(
      422,
      'invalid_metadata',
      'metadata is an object of at most 20 keys (64 characters) with strings (512 characters).',
      'metadata',
    )
  }
  return Object.fromEntries(entries)
}
