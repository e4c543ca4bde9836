import { attemptState, paymentId, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import type { AttemptRef } from './client/PaymentClient.ts'
import type { NextStep } from './contract/nextStep.ts'
import type { PaymentOutcome, PaymentResult } from './contract/paymentResult.ts'
import type { PaymentState } from './contract/paymentState.ts'
import type { ValidateRequest } from './contract/request.ts'
import { PaymentError, type PaymentErrorDetails } from './errors/PaymentError.ts'

/** What the company says to an order: at once, or after the shopper or the company did something. `released`: the shop gives the id back. */
export type ModelKind =
  | 'paid'
  | 'declined'
  | 'pending'
  | 'qr'
  | 'redirect'
  | 'challenge'
  | 'placed'
  | 'released'

/** One attempt as the shop keeps it. */
export interface ModelAttempt {
  readonly attemptId: string
  status: 'pending' | 'paid' | 'failed' | 'canceled' | 'expired'
  kind: ModelKind
  step: number
}

/** A shop of one payment, by the contract's rules for claiming, burning and canceling; each call is one transaction. */
export interface ModelShop {
  readonly attempts: readonly ModelAttempt[]
  /** What the company says to the next order. */
  next: ModelKind
  validate(request: AttemptRef & ValidateRequest): PaymentResult
  /** Takes the order; the company is at work on it until what is returned is called. */
  begin(request: AttemptRef & ValidateRequest): () => PaymentResult
  readAttempt(ref: AttemptRef): PaymentResult
  updatePayment(ref: AttemptRef): PaymentResult
  cancelPayment(ref: AttemptRef): PaymentResult
  state(): PaymentState
  /** The company decides what waits: the shopper paid, or refused, or the time is over. */
  decide(status: 'paid' | 'failed' | 'expired'): void
}

const outcomes: { readonly [Kind in ModelKind]: PaymentOutcome } = {
  paid: { outcome: 'complete' },
  placed: { outcome: 'complete' },
  declined: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
  pending: { outcome: 'pending' },
  released: { outcome: 'pending' },
  qr: { outcome: 'pending', display: { kind: 'qr', data: 'code' } },
  redirect: { outcome: 'redirect', url: 'https://bank.example/', method: 'GET', fields: [] },
  challenge: { outcome: 'action', action: { type: 'scripted.step' } },
}
const ended: { readonly [Status in ModelAttempt['status']]?: PaymentOutcome } = {
  paid: { outcome: 'complete' },
  failed: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
  canceled: { outcome: 'canceled' },
  expired: { outcome: 'expired' },
}

/** Makes the shop. */
export function createModelShop(): ModelShop {
  const attempts: ModelAttempt[] = []
  const burnt = new Set<string>()
  const find = (attemptId: string) => attempts.find((one) => one.attemptId === attemptId)
  const state = (): PaymentState => {
    const isPaid = attempts.some(({ status }) => status === 'paid')
    const isOpen = attempts.some(({ status }) => status === 'pending')
    const last = attempts.at(-1)?.status ?? 'open'
    return paymentState({
      status: isPaid ? 'paid' : isOpen ? 'pending' : last,
      settled: attempts.length > 0 && !attempts.some(isLive),
      attempts: attempts.map((one) =>
        attemptState({
          ...{ attemptId: one.attemptId, status: one.status, live: isLive(one) },
          ...(one.kind === 'placed' ? { placed: true } : {}),
          ...(one.status === 'pending' ? nextOf(one) : {}),
        }),
      ),
    })
  }
  const resultOf = ({ attemptId, status, kind, step }: ModelAttempt): PaymentResult =>
    paymentResult(ended[status] ?? outcomes[kind], { attemptId, step, state: state() })
  const claim = ({ attemptId, supersede }: AttemptRef & ValidateRequest): void => {
    if (attempts.some(({ status }) => status === 'paid')) throw problem('already-paid', { state: state() })
    const other = attempts.find(({ status }) => status === 'pending')
    if (!other) return
    if (other.kind === 'pending' || supersede !== other.attemptId) {
      throw problem('attempt-in-progress', { result: resultOf(other) })
    }
    if (other.attemptId === attemptId) throw new Error('An order may not end itself.')
    other.status = 'canceled'
  }
  return {
    attempts,
    next: 'paid',
    validate(request) {
      return this.begin(request)()
    },
    begin(request) {
      const { attemptId } = request
      if (burnt.has(attemptId)) throw problem('attempt-burnt', { status: 410 })
      if (find(attemptId)) throw new Error('An order was sent twice.')
      claim(request)
      const made: ModelAttempt = { attemptId, kind: 'pending', step: 1, status: 'pending' }
      const kind = this.next
      attempts.push(made)
      return () => {
        if (kind === 'released' && made.status === 'pending') {
          attempts.splice(attempts.indexOf(made), 1)
          throw problem('order-invalid', { status: 422 })
        }
        if (made.status === 'pending') decideBy(made, kind)
        return resultOf(made)
      }
    },
    readAttempt({ attemptId }) {
      const known = find(attemptId)
      if (known) return resultOf(known)
      throw burnt.has(attemptId)
        ? problem('attempt-burnt', { status: 410 })
        : problem('unknown-attempt', { status: 404 })
    },
    updatePayment({ attemptId }) {
      const known = find(attemptId)
      if (!known) throw problem('unknown-attempt', { status: 404 })
      if (known.status === 'pending' && known.kind === 'challenge') {
        known.step++
        decideBy(known, this.next)
      }
      return resultOf(known)
    },
    cancelPayment({ attemptId }) {
      const known = find(attemptId)
      if (!known) {
        burnt.add(attemptId)
        return paymentResult({ outcome: 'canceled' }, { attemptId, step: 0, state: state() })
      }
      // The company itself is at work on it: that cannot be canceled.
      if (known.status === 'pending' && known.kind !== 'pending') known.status = 'canceled'
      return resultOf(known)
    },
    state,
    decide(status) {
      for (const one of attempts) if (one.status === 'pending') one.status = status
    },
  }
}

function decideBy(attempt: ModelAttempt, kind: ModelKind): void {
  attempt.kind = kind
  if (kind === 'paid') attempt.status = 'paid'
  if (kind === 'declined') attempt.status = 'failed'
}

/** What a state tells of an open step, as an answer does. */
function nextOf({ kind, step }: ModelAttempt): { next?: NextStep } {
  const said = outcomes[kind]
  if (said.outcome === 'pending' && said.display) return { next: { kind: 'display', display: said.display } }
  if (said.outcome === 'action') return { next: { kind: 'action', step, action: said.action } }
  if (said.outcome !== 'redirect') return {}
  const { url, method, fields } = said
  return { next: { kind: 'redirect', redirect: { url, method, fields } } }
}

function isLive({ status, kind }: ModelAttempt): boolean {
  return status === 'pending' && kind !== 'placed'
}

function problem(code: string, details: PaymentErrorDetails): PaymentError {
  return new PaymentError({
    ...{ message: code, code, retry: 'same', origin: 'proxy' },
    details: { status: 409, ...details },
  })
}

export { paymentId }
