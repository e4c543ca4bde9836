import { createHash } from 'node:crypto'
import type { Fact, PaymentStatusMessage } from '@payloom/core/contract'
import type { PaymentRecord, StoredAttempt } from '../payment/PaymentRecord.ts'

/** What a message of the bus means for a payment. */
export type MessageMeaning =
  | { kind: 'fact'; fact: Fact; needsReadBack?: boolean }
  /** It says that something happened and not what: only a read-back tells. */
  | { kind: 'read-back'; attemptId: string }
  /** Its attempt is not here yet. */
  | { kind: 'waiting' }
  | { kind: 'quarantine'; reason: string }

/** The documented statuses of the original's messages, as facts; what is not listed keeps its name. */
const kindsOfStatus: Record<string, string> = { paid: 'captured', open: 'opened' }

/** Reads a message: ours say everything, the original's `{ orderId, status, payload }` is translated as the contract documents. */
export function factFromMessage(record: PaymentRecord, message: PaymentStatusMessage): MessageMeaning {
  const attempt = findAttempt(record, message)
  if (typeof attempt === 'string') return attempt === 'waiting' ? { kind: attempt } : quarantine(attempt)
  const { factId, kind, amount, providerTime, tracking, orderUpdateId } = message
  const extra = {
    ...(amount ? { amount } : {}),
    ...(providerTime ? { providerTime } : {}),
    ...(tracking ? { tracking } : {}),
    ...(orderUpdateId === undefined ? {} : { orderUpdateId }),
  }
  if (factId !== undefined && kind !== undefined) {
    return { kind: 'fact', fact: { factId, attemptId: attempt.attemptId, kind, ...extra } }
  }

  const translated = kindOf(record, attempt, message.status)
  const transaction = transactionId(message.payload)
  // Without an amount a refund says nothing, and without its transaction it cannot be told from the next: the company has to be asked.
  const isUnclear = !amount || (factId === undefined && transaction === null)
  if (translated === 'refunded' && isUnclear) return { kind: 'read-back', attemptId: attempt.attemptId }
  const id = createHash('sha256')
    .update(JSON.stringify([attempt.attemptId, message.status, transaction]))
    .digest('hex')
  return {
    kind: 'fact',
    fact: { factId: factId ?? id, attemptId: attempt.attemptId, kind: kind ?? translated, ...extra },
    // A void counts only when it is later than the authorisation, which a message without a time cannot say.
    ...(translated === 'voided' && !providerTime ? { needsReadBack: true } : {}),
  }
}

function findAttempt(record: PaymentRecord, message: PaymentStatusMessage): StoredAttempt | string {
  const { attempts } = record
  if (message.attemptId !== undefined) {
    return attempts.find((attempt) => attempt.attemptId === message.attemptId) ?? 'waiting'
  }
  const named = attempts.find(
    (attempt) => attempt.companyId !== undefined && attempt.companyId === message.gatewayOrderId,
  )
  if (named) return named
  if (attempts.length === 0) return 'waiting'
  return attempts.length === 1 && attempts[0] ? attempts[0] : 'ambiguous-attempt'
}

function kindOf(record: PaymentRecord, attempt: StoredAttempt, status: string): string {
  if (status === 'canceled') {
    const isAuthorized = record.facts.some(
      (fact) => fact.attemptId === attempt.attemptId && fact.kind === 'authorized',
    )
    return isAuthorized ? 'voided' : 'canceled'
  }
  return (Object.hasOwn(kindsOfStatus, status) ? kindsOfStatus[status] : undefined) ?? status
}

function transactionId(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null) return null
  const { transactionId: own, id } = payload as { transactionId?: unknown; id?: unknown }
  const found = own ?? id
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null
}

function quarantine(reason: string): MessageMeaning {
  return { kind: 'quarantine', reason }
}
