import { isSameMoney, type Money, type PaymentResult, type ValidateRequest } from '@payloom/core/contract'
import type { Access } from '../orders/Authorize.ts'
import { amountDue } from '../payment/amountDue.ts'
import { type ClaimOutcome, claimAttempt, isCovered } from '../payment/claimAttempt.ts'
import { createAttempt } from '../payment/createAttempt.ts'
import type { QuoteTerms } from '../payment/createQuotes.ts'
import { hashOfReturnToken } from '../payment/createReturnTokens.ts'
import { attemptOf, type PaymentRecord } from '../payment/PaymentRecord.ts'
import { paymentState } from '../payment/paymentState.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { amountChanged } from './amountChanged.ts'
import { attemptInProgress } from './attemptInProgress.ts'
import { drivePayment } from './drivePayment.ts'
import { readBackUnknown } from './readBackUnknown.ts'
import { repeatValidate } from './repeatValidate.ts'
import { requirePayment, sessionOf } from './requireAccess.ts'
import { type ResolvedPayable, resolvePayable } from './resolvePayable.ts'
import { restoreCart } from './restoreCart.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { settleParts } from './settleParts.ts'
import type { Validation } from './Validation.ts'
import { withdrawAttempt } from './withdrawAttempt.ts'

/** A `validate` before anything is bound to it. The seal costs time, so it is made where the id is known or claimed, and at no refusal. */
type Unsealed = Omit<Validation, 'requestHash'> & { seal: () => Promise<string> }

/** `validate`: claims an attempt, places the order and asks the orchestrator for the payment. At most one attempt of a payment is live. */
export async function validate(
  service: ServiceContext,
  context: CallContext,
  call: { paymentId: string; attemptId: string; request: ValidateRequest; requestHash: string },
): Promise<PaymentResult> {
  const { paymentId, ...rest } = call
  const { access, key } = await requirePayment(service, context, 'pay', { paymentId })
  service.attempts.count(sessionOf(access))
  service.attempts.count(JSON.stringify([key.tenant, key.paymentId]))
  refusePurpose(call.request, access)
  let sealed: Promise<string> | undefined
  const unsealed: Unsealed = {
    ...{ ...rest, access, key },
    seal() {
      sealed ??= service.seal(call.requestHash, call.attemptId)
      return sealed
    },
  }
  for (let round = 1; ; round += 1) {
    const result = await tryToPay(service, unsealed)
    if (result) {
      await restoreCart(service, key)
      return result
    }
    if (round === 3) throw new ProblemError('attempt-in-progress')
  }
}

/** @throws ProblemError `method-unavailable` for what is not paid here, and for a guest who would store or pay by what is stored. */
function refusePurpose({ purpose, storedMethodId }: ValidateRequest, { customerId }: Access): void {
  if (purpose === 'pay') return
  const isPossible = purpose === 'setup' || (purpose === 'pay-stored' && storedMethodId !== undefined)
  if (!isPossible || customerId === undefined) throw new ProblemError('method-unavailable')
}

/** @returns `undefined` when a twin gave the id back while this one waited for it. */
async function tryToPay(service: ServiceContext, unsealed: Unsealed): Promise<PaymentResult | undefined> {
  const { access, key, attemptId, request, seal } = unsealed
  const record = await settleParts(service, key)
  refuseBurnt(record, attemptId)
  if (attemptOf(record, attemptId)) {
    return repeatValidate(service, { ...unsealed, requestHash: await seal() })
  }

  const payable = await resolvePayable(service, access, key.paymentId)
  if ((request.purpose === 'setup') !== (payable.kind === 'setup')) {
    throw new ProblemError('method-unavailable')
  }
  if (record && isCovered(record, payable.total)) refuse({ kind: 'already-paid' }, record, attemptId)
  const due = amountDue(record, payable.total)
  const terms = (await service.quotes()).read(key, request.quote)
  if (!terms || !holds(terms, request, payable, due)) {
    throw await amountChanged(service, unsealed, payable, due)
  }
  const validation: Validation = { ...unsealed, requestHash: await seal() }
  const { outcome, record: current } = await claim(service, validation, payable, terms)
  if (outcome.kind === 'known') return repeatValidate(service, validation)
  if (outcome.kind === 'amount-changed') {
    throw await amountChanged(service, validation, payable, amountDue(current, payable.total))
  }
  refuse(outcome, current, attemptId)
  service.listener.applyWaiting(key)
  return drivePayment(service, { ...validation, payable, isRepeat: false })
}

/** Whether the shopper saw what is asked for now: this method, or what is stored of it, this version of the order, this amount. */
function holds(terms: QuoteTerms, request: ValidateRequest, payable: ResolvedPayable, due: Money): boolean {
  const base = { value: terms.amount.value - terms.surcharge, currency: terms.amount.currency }
  return (
    terms.provider === request.provider &&
    terms.method === request.method &&
    terms.version === payable.version &&
    terms.storedMethodId === (request.purpose === 'pay-stored' ? request.storedMethodId : undefined) &&
    isSameMoney(base, due)
  )
}

/** Claims, clearing the way where the contract says how; three rounds are enough for whatever a claim can meet. */
async function claim(
  service: ServiceContext,
  { key, attemptId, request, requestHash }: Validation,
  payable: ResolvedPayable,
  terms: QuoteTerms,
): Promise<{ outcome: ClaimOutcome; record: PaymentRecord | undefined }> {
  const { ledger, clock } = service
  // Withdrawn before the claim, which no attempt that may still bring money lets through. Its own id may have been claimed by a twin.
  const { supersede } = request
  if (supersede !== undefined && supersede !== attemptId) await withdrawAttempt(service, key, supersede)
  const returnHash = hashOfReturnToken(await service.returnToken(key, attemptId))
  for (let round = 1; ; round += 1) {
    const now = clock.now()
    const { country } = payable
    const attempt = createAttempt({ attemptId, requestHash, terms, country, returnHash, now })
    const { value: outcome, record } = await ledger.change(key, (before, epoch) =>
      claimAttempt(before, epoch, { key, payable, attempt, now }),
    )
    if (outcome.kind !== 'blocked' || outcome.phase !== 'unknown' || round === 3) return { outcome, record }
    if (!(await readBackUnknown(service, key, outcome.by.attemptId))) return { outcome, record }
  }
}

/** An id that was canceled before it arrived is never used. */
function refuseBurnt(record: PaymentRecord | undefined, attemptId: string): void {
  if (record?.burnt.includes(attemptId)) throw new ProblemError('attempt-burnt')
}

function refuse(outcome: ClaimOutcome, record: PaymentRecord | undefined, attemptId: string): void {
  if (outcome.kind === 'claimed') return
  refuseBurnt(record, attemptId)
  if (record && outcome.kind === 'already-paid') {
    throw new ProblemError('already-paid', { extension: { state: paymentState(record) } })
  }
  if (record && outcome.kind === 'blocked') {
    throw attemptInProgress({ via: 'session' }, record, outcome.by)
  }
  throw new Error(`validate: a claim of kind ${outcome.kind} cannot be answered.`)
}
