import { PaymentError } from '@payloom/core'
import type { PaymentErrorData } from '@payloom/core/contract'
import type { SandboxError } from './library.ts'

/** The company's codes for what a shopper typed, by the field to mend. */
const fieldOfCode: Record<string, string> = {
  invalid_number: 'number',
  invalid_expiry: 'expiry',
  expired_card: 'expiry',
  invalid_cvc: 'cvc',
}

/** The company's error in the common vocabulary. Its text is never shown: the page has its own words. */
export function sandboxErrorData({ code, field }: SandboxError): PaymentErrorData {
  const mended = field ?? fieldOfCode[code]
  if (mended !== undefined) return { code: 'invalid_data', retry: 'same', field: mended, providerCode: code }
  if (code === 'authentication_failed') return { code, retry: 'same', providerCode: code }
  if (code === 'invalid_key') return { code: 'configuration', retry: 'other-method', providerCode: code }
  return { code: 'provider_unavailable', retry: 'same', providerCode: code }
}

/** The same as a {@link PaymentError}, for `collect`. */
export function sandboxError(error: SandboxError): PaymentError {
  const { code, retry, field } = sandboxErrorData(error)
  return new PaymentError({
    message: `sandbox: the company answered "${error.code}"; ask the shopper to mend the ${field ?? 'card data'}.`,
    code,
    retry,
    origin: 'provider',
    field,
  })
}
