import { createHash, createHmac } from 'node:crypto'
import type { PaymentKey } from './PaymentRecord.ts'

/** Makes the tokens by which a shopper comes back from a company. */
export interface ReturnTokens {
  /** The same attempt always gets the same token. */
  issue(key: PaymentKey, attemptId: string): string
}

/**
 * Tokens are 256 bits that nobody can guess without the store's secret, itself 256 random bits. They are derived and not drawn, because
 * a repeat has to send the same bytes to the company, also after a restart: drawn ones would have to be kept in the clear beside the
 * attempt. So the rows of attempts, and every index, log and copy of them, hold hashes alone. The payment is part of what is signed:
 * an attempt's id is chosen by a browser and is no secret, so it must not lead to another payment's token.
 */
export function createReturnTokens(secret: string): ReturnTokens {
  return {
    issue: ({ tenant, paymentId }, attemptId) =>
      createHmac('sha256', `${secret}.return`)
        .update(JSON.stringify([tenant, paymentId, attemptId]))
        .digest('base64url'),
  }
}

/** What the store finds an attempt by. */
export function hashOfReturnToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
