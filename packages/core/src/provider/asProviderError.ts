import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'

/** What a provider threw, as the one error class: its own `PaymentError`, else `unknown`. */
export function asProviderError(caught: unknown, caller: string): PaymentError {
  if (isPaymentError(caught)) return caught
  return new PaymentError({
    message: `${caller} failed with something that is no PaymentError; a provider has to throw one.`,
    code: 'unknown',
    retry: 'same',
    origin: 'provider',
    cause: caught,
  })
}
