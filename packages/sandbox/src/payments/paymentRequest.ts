import { ApiError } from '../http/apiError.ts'
import { type Money, parseMoney } from '../money.ts'

/** What a merchant asks for; only these fields are read. */
export interface PaymentRequest {
  amount: Money
  token: string
  reference: string
  method: string
  metadata?: Record<string, string>
}

/** Reads the body of `POST /v1/payments`, or throws a 422 that names the field. */
export function parsePaymentRequest(body: Record<string, unknown>): PaymentRequest {
  const metadata = parseMetadata(body.metadata)
  return {
    amount: parseMoney(body.amount, 'amount'),
    token: parseText(body.token, 'token'),
    reference: parseText(body.reference, 'reference'),
    method: parseText(body.method, 'method'),
    ...(metadata === undefined ? {} : { metadata }),
  }
}

function parseText(value: unknown, field: string): string {
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(value)) {
    throw new ApiError(422, `invalid_${field}`, `${field} must be 1 to 128 visible ASCII characters.`, field)
  }
  return value
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
