import { createHash } from 'node:crypto'
import type { PaymentValidationPayload } from '@payloom/core/contract'

/** Tells two requests apart; made of what was understood of them, so that nothing else makes them differ. */
export function fingerprintOf(payload: PaymentValidationPayload): string {
  return createHash('sha256').update(JSON.stringify(payload)).digest('base64')
}
