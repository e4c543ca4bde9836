import type { PaymentErrorData } from '@payloom/core/contract'

/** The company's codes in the common vocabulary. Whatever was wrong with the card, fresh data may mend it. */
const knownCodes = new Map<string, Omit<PaymentErrorData, 'providerCode'>>([
  ['card_declined', { code: 'declined', retry: 'same' }],
  ['insufficient_funds', { code: 'insufficient_funds', retry: 'same' }],
  ['authentication_failed', { code: 'authentication_failed', retry: 'same' }],
  ['unknown_token', { code: 'invalid_data', retry: 'same' }],
  ['token_used', { code: 'invalid_data', retry: 'same' }],
  ['invalid_token', { code: 'invalid_data', retry: 'same' }],
  ['payment_declined', { code: 'declined', retry: 'same' }],
  ['unknown_cvc_token', { code: 'invalid_data', retry: 'same', field: 'cvc' }],
  ['invalid_cvc_token', { code: 'invalid_data', retry: 'same', field: 'cvc' }],
  ['cvc_required', { code: 'invalid_data', retry: 'same', field: 'cvc' }],
  ['invalid_pin', { code: 'invalid_data', retry: 'same', field: 'pin' }],
  ['unknown_card', { code: 'invalid_data', retry: 'same', field: 'number' }],
  ['unknown_source', { code: 'invalid_data', retry: 'other-method' }],
  ['invalid_source', { code: 'invalid_data', retry: 'other-method' }],
  ['invalid_return_url', { code: 'configuration', retry: 'other-method' }],
  ['invalid_store', { code: 'configuration', retry: 'other-method' }],
  ['invalid_key', { code: 'configuration', retry: 'other-method' }],
  ['unsupported_method', { code: 'configuration', retry: 'other-method' }],
])

/** A refusal as data; `providerCode` is for logs. */
export function errorDataOf(providerCode: string): PaymentErrorData {
  return { ...(knownCodes.get(providerCode) ?? { code: 'unknown', retry: 'other-method' }), providerCode }
}
