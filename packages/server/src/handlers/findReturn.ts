import { hashOfReturnToken } from '../payment/createReturnTokens.ts'
import {
  attemptOf,
  type PaymentKey,
  type PaymentRecord,
  type StoredAttempt,
} from '../payment/PaymentRecord.ts'
import type { ServiceContext } from './ServiceContext.ts'

/** What a return token stands for. */
export interface FoundReturn {
  key: PaymentKey
  record: PaymentRecord
  attempt: StoredAttempt
  /** Names the token where it must not be named itself. */
  hash: string
}

const longestLife = 30 * 86_400_000
const lifeAfterSettling = 86_400_000

/** The attempt of a return token. @returns `undefined` for a token that is not known, and the same for one that has ended. */
export async function findReturn(
  { store, ledger, clock }: Pick<ServiceContext, 'store' | 'ledger' | 'clock'>,
  token: string,
): Promise<FoundReturn | undefined> {
  const hash = hashOfReturnToken(token)
  const found = await store.findReturn(hash)
  const record = found && (await ledger.read(found.key))
  const attempt = found && attemptOf(record, found.attemptId)
  if (!record || !attempt || clock.now() >= endOf(attempt)) return undefined
  return { key: found.key, record, attempt, hash }
}

/** 24 hours after the payment was settled first, at most 30 days: a later attempt does not wake an old token. */
function endOf({ createdAt, settledAt }: StoredAttempt): number {
  const last = Date.parse(createdAt) + longestLife
  return settledAt === undefined ? last : Math.min(last, Date.parse(settledAt) + lifeAfterSettling)
}
