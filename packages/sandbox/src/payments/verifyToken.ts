import { ApiError } from '../http/apiError.ts'
import type { Decision } from '../methods/method.ts'
import type { TokenRow } from '../store/tokenTable.ts'
import type { Company } from './company.ts'

/** The card of a token that can be verified, or a 404; a 410 once it has paid. */
export function findVerifiable(company: Company, tokenId: string): TokenRow {
  const token = company.store.tokens.find(tokenId)
  if (token === undefined || token.kind !== 'card') {
    throw new ApiError(404, 'unknown_token', 'There is no such card.')
  }
  if (token.usedBy !== undefined) {
    throw new ApiError(410, 'token_used', 'The card has paid already; there is nothing left to verify.')
  }
  return token
}

/**
 * Writes down whether the shopper approved the card before the order. The first decision counts, whatever follows.
 * To be called inside a transaction.
 */
export function verifyToken(company: Company, tokenId: string, decision: Decision): TokenRow {
  const token = findVerifiable(company, tokenId)
  if (token.verification !== undefined) return token
  const verification = decision === 'approve' ? 'approved' : 'refused'
  company.store.tokens.verify(tokenId, verification)
  return { ...token, verification }
}
