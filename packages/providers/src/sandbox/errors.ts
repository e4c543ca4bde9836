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

/** Codes that the company and the common vocabulary share. */
const sharedCodes: readonly string[] = ['authentication_failed', 'canceled', 'expired']

/** The company's error in the common vocabulary. Its text is never shown: the page has its own words. */
export function sandboxErrorData({ code, field }: SandboxError): PaymentErrorData {
  const mended = field ?? (Object.hasOwn(fieldOfCode, code) ? fieldOfCode[code] : undefined)
  if (mended !== undefined) return { code: 'invalid_data', retry: 'same', field: mended, providerCode: code }
  if (sharedCodes.includes(code)) return { code, retry: 'same', providerCode: code }
  if (code === 'invalid_key') return { code: 'configuration', retry: 'other-method', providerCode: code }
  return { code: 'provider_unavailable', retry: 'same', providerCode: code }
}

/** The same as a {@link PaymentError}, for `collect`. */
export function sandboxError(error: SandboxError): PaymentError {
  const { code, retry, field } = sandboxErrorData(error)
  const cure = field === undefined ? 'let the shopper try again' : `ask the shopper to mend the ${field}`
  return new PaymentError({
    message: `sandbox: the company answered "${error.code}"; ${cure}.`,
    code,
    retry,
    origin: 'provider',
    field,
  })
}

/** What the company's library threw, where its contract promises an answer. */
export function libraryError(caller: string, cause: unknown): PaymentError {
  return new PaymentError({
    message: `sandbox: the company's ${caller} broke off; let the shopper try again.`,
    code: 'provider_unavailable',
    retry: 'same',
    origin: 'provider',
    cause,
  })
}

/** What was asked for is no longer wanted; its result is thrown away. */
export function givenUpError(caller: string): PaymentError {
  return new PaymentError({
    message: `sandbox: ${caller} was given up by the page; nothing was sent.`,
    code: 'aborted',
    retry: 'same',
    origin: 'provider',
  })
}

/** The company's part of the page did not appear. */
export function notShownError(what: string, cause: unknown): PaymentError {
  return new PaymentError({
    message: `sandbox: the company's ${what} did not appear; check frame-src in the page's policy and try again.`,
    code: 'provider_unavailable',
    retry: 'same',
    origin: 'provider',
    cause,
  })
}
