import {
  isSameMoney,
  type PaymentValidationPayload,
  type PaymentValidationResult,
} from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import type { CompanyAnswer, Connector } from '../connectors/Connector.ts'
import { findOffer } from '../methods/findOffer.ts'
import { readMajor, readPurchase } from '../methods/readPurchase.ts'
import type { Attempt } from '../store/Attempt.ts'
import { askCompany, connectorOf } from './askCompany.ts'
import { createOrder } from './createOrder.ts'
import { resultOf } from './findAttempt.ts'
import { fingerprintOf } from './fingerprintOf.ts'
import { readMeans } from './readMeans.ts'

/**
 * `POST /payment`. The attempt's id is the idempotency key: the same request again gets the first answer, a twin waits for it,
 * and an attempt whose company never answered is taken up where it stands.
 */
export async function createPayment(
  context: Context,
  payload: PaymentValidationPayload,
  idempotencyKey: string | null,
): Promise<PaymentValidationResult> {
  if (idempotencyKey !== payload.attemptId) {
    throw new ApiError(400, 'bad-request', 'Send the attemptId as Idempotency-Key too.')
  }
  return await context.queue.run(payload.attemptId, async () => {
    const { provider, method } = payload
    const traits = context.connectors.get(provider)?.methods.get(method)
    const fingerprint = await fingerprintOf(payload, traits?.secrets ?? [])
    const known = await context.store.findAttempt(payload.attemptId)
    if (known === undefined) return await startAttempt(context, payload, fingerprint)
    requireSame(known, fingerprint)
    const first = await context.store.findFirstResult(payload.attemptId)
    return first ?? (await takeUpAttempt(context, payload, known))
  })
}

function requireSame(attempt: Attempt, fingerprint: string): void {
  if (attempt.fingerprint === fingerprint) return
  throw new ApiError(
    422,
    'idempotency-mismatch',
    'This attempt came with another request before; make a new attempt.',
  )
}

async function startAttempt(
  context: Context,
  payload: PaymentValidationPayload,
  fingerprint: string,
): Promise<PaymentValidationResult> {
  const { id, orderReference, provider, method, attemptId } = payload
  const purchase = readPurchase(payload)
  const { offered, connector, traits } = findOffer(context, purchase, provider, method)
  if (!isSameMoney(offered.total, readMajor(payload.amount, payload.currency, 'amount'))) {
    throw new ApiError(409, 'amount-changed', 'The method costs another amount now; load the list again.')
  }
  const { paymentTotal } = payload
  const total =
    paymentTotal === undefined ? {} : { total: readMajor(paymentTotal, payload.currency, 'paymentTotal') }
  const means = await readMeans(context, payload, traits)
  // Kept before the company hears of it: a webhook can be faster than the answer, and a crash can come between them.
  const claimed = await context.store.claimAttempt({
    ...{ attemptId, paymentId: id, provider, method, amount: offered.total, due: purchase.total },
    ...total,
    ...(orderReference === undefined ? {} : { orderReference }),
    ...means,
    fingerprint,
  })
  if (claimed === undefined) {
    throw new ApiError(410, 'attempt-burnt', 'This attempt was canceled before it came; make a new attempt.')
  }
  const { attempt, isNew } = claimed
  requireSame(attempt, fingerprint)
  // Another process got the same request, and asks the company by the same name now.
  if (!isNew) return attempt.result ?? (await takeUpAttempt(context, payload, attempt))
  const order = await createOrder(context, payload, attempt)
  const create = (): Promise<CompanyAnswer> => connector.create(order)
  return await settle(context, connector, { ...attempt, mayArrive: false }, 'create', create)
}

/** An attempt that was kept and never answered: the company may know it, or may not. */
async function takeUpAttempt(
  context: Context,
  payload: PaymentValidationPayload,
  attempt: Attempt,
): Promise<PaymentValidationResult> {
  const connector = connectorOf(context, attempt)
  const order = await createOrder(context, payload, attempt)
  const askedAt = await context.store.markAsked(attempt.attemptId)
  return await settle(context, connector, { ...attempt, askedAt }, 'take-up', async () => {
    const reading = (await connector.read?.(attempt)) ?? 'unknown'
    return reading === 'unknown' ? await connector.create(order) : reading
  })
}

async function settle(
  context: Context,
  connector: Connector,
  { attemptId, mayArrive, askedAt }: Attempt,
  call: string,
  task: () => Promise<CompanyAnswer>,
): Promise<PaymentValidationResult> {
  const answer = await askCompany(context, connector, attemptId, call, task, async (error) => {
    // An earlier request that may still arrive does so whatever became of this one.
    if (!mayArrive && !error.mayArrive) await context.store.markRefused(attemptId, askedAt)
  })
  return resultOf(await context.store.saveAnswer(attemptId, 0, answer))
}
