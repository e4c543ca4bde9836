import {
  type Fact,
  moneyFromMajor,
  type PaymentOutcome,
  type PaymentStatusMessage,
  type PaymentValidationPayload,
  type PaymentValidationResult,
  type StoredMethod,
} from '@payloom/core/contract'
import type { OrchestratorClient } from './orchestrator/OrchestratorClient.ts'
import { OrchestratorError } from './orchestrator/OrchestratorError.ts'

/** What becomes of a request to pay on its way, and of its answer. */
export type Fate = 'answered' | 'lost' | 'answer-lost' | 'late' | 'hanging' | 'answer-hanging'

/** What the company makes of a payment that reaches it. */
export type Verdict = 'takes' | 'waits' | 'declines'

export interface CompanyAttempt {
  payload: PaymentValidationPayload
  state: 'captured' | 'waiting' | 'failed' | 'canceled'
  result: PaymentValidationResult
  facts: Fact[]
}

/** An orchestrator with its company in this process, which keeps its promises: one payment per key, burnt ids, truthful read-backs. */
export interface CompanyModel {
  client: OrchestratorClient
  /** Told of every request to pay that arrives, and of what it asks for in minor units. */
  onAsked: (payload: PaymentValidationPayload, value: number) => void
  attempts: Map<string, CompanyAttempt>
  /** In minor units, by payment and method. */
  surcharges: Map<string, number>
  stored: StoredMethod[]
  /** Told by the company and not delivered yet. */
  messages: PaymentStatusMessage[]
  fateOf: (attemptId: string) => Fate
  verdictOf: (attemptId: string) => Verdict
  /** Told whenever the company's books have changed. */
  onBooked: () => void
  /** Whether anybody can be asked now. */
  isDown: boolean
  /** Lets time pass in a call, so that others come between. */
  pause: () => Promise<void>
  /** Requests that were held up on their way arrive. */
  arriveLate(): void
  /** Calls that hang are given up. */
  timeOut(): void
  /** What the shopper does at the company with an attempt that waits for them. */
  shopperDecides(attemptId: string, decision: 'pays' | 'declines'): void
  /** The money comes after all, whatever became of the attempt: a transfer that was under way. */
  paysLate(attemptId: string): void
  /** Attempts that took money, or may still. */
  standing(): CompanyAttempt[]
}

const outcomes: Record<CompanyAttempt['state'], PaymentOutcome> = {
  captured: { outcome: 'complete' },
  waiting: { outcome: 'redirect', url: 'https://bank.example/pay', method: 'GET', fields: [] },
  failed: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
  canceled: { outcome: 'canceled' },
}
const states = { takes: 'captured', waits: 'waiting', declines: 'failed' } as const
export const modelMethods = ['card', 'transfer'] as const

export function createCompanyModel(): CompanyModel {
  const burnt = new Set<string>()
  const late: PaymentValidationPayload[] = []
  const hanging = new Set<() => void>()
  const hang = (): Promise<never> =>
    new Promise((_, reject) => {
      const end = (): void => {
        hanging.delete(end)
        reject(loss())
      }
      hanging.add(end)
    })
  const refusal = (answered: number, code: string): OrchestratorError =>
    new OrchestratorError({ message: code, failure: 'refused', status: 502, answered, code })
  const loss = (): OrchestratorError =>
    new OrchestratorError({ message: 'no answer', failure: 'unknown', status: 504 })
  const priceOf = (payload: PaymentValidationPayload): number =>
    moneyFromMajor(payload.total, payload.currency).value + surchargeOf(payload.id, payload.method)
  const surchargeOf = (paymentId: string, method: string): number =>
    model.surcharges.get(`${paymentId} ${method}`) ?? 0

  const enter = (attempt: CompanyAttempt, state: CompanyAttempt['state'], step: number): void => {
    attempt.state = state
    attempt.result = { id: `pay-${attempt.payload.attemptId}`, step, outcome: outcomes[state] }
    model.onBooked()
    if (state === 'waiting') return
    const { attemptId, amount, currency, id } = attempt.payload
    const fact: Fact = {
      factId: `${attemptId}-${state}`,
      attemptId,
      kind: state,
      ...(state === 'captured' ? { amount: moneyFromMajor(amount, currency) } : {}),
      confirmed: true,
    }
    attempt.facts.push(fact)
    const { confirmed: _, ...told } = fact
    model.messages.push({ orderId: id, status: state, messageId: `m-${fact.factId}`, ...told })
  }
  const arrive = (payload: PaymentValidationPayload): PaymentValidationResult => {
    const { value } = moneyFromMajor(payload.amount, payload.currency)
    model.onAsked(payload, value)
    const known = model.attempts.get(payload.attemptId)
    if (known) {
      if (JSON.stringify(known.payload) === JSON.stringify(payload)) return known.result
      throw refusal(422, 'idempotency-mismatch')
    }
    if (value !== priceOf(payload)) throw refusal(409, 'amount-changed')
    if (burnt.has(payload.attemptId)) throw refusal(410, 'attempt-burnt')
    const attempt = { payload, facts: [] } as unknown as CompanyAttempt
    model.attempts.set(payload.attemptId, attempt)
    enter(attempt, states[model.verdictOf(payload.attemptId)], 1)
    return attempt.result
  }
  const requireUp = (): void => {
    if (model.isDown) throw loss()
  }
  const instance = (paymentId: string, method: string, currency: string) => ({
    provider: 'sandbox',
    method,
    title: method,
    needs: 'nothing',
    surcharge: { amount: surchargeOf(paymentId, method) / 100 },
    currency,
  })

  const client: OrchestratorClient = {
    async loadMethods({ id, currency }) {
      await model.pause()
      const methods = modelMethods.map((method) => instance(id, method, currency))
      return { methods, stored: model.stored, unavailable: [] }
    },
    async loadMethod({ method }, { id, currency }) {
      await model.pause()
      return instance(id, method, currency)
    },
    async createPayment(payload) {
      const fate = model.isDown ? 'lost' : model.fateOf(payload.attemptId)
      await model.pause()
      if (fate === 'hanging') return hang()
      if (fate === 'late') late.push(payload)
      if (fate === 'lost' || fate === 'late') throw loss()
      const result = arrive(payload)
      await model.pause()
      if (fate === 'answer-hanging') return hang()
      if (fate === 'answer-lost') throw loss()
      return result
    },
    async updatePayment(_, { attemptId }) {
      await model.pause()
      requireUp()
      const attempt = model.attempts.get(attemptId)
      if (!attempt) throw refusal(404, 'unknown-attempt')
      return attempt.result
    },
    async cancelPayment(_, { attemptId }) {
      await model.pause()
      requireUp()
      const attempt = model.attempts.get(attemptId)
      if (!attempt) burnt.add(attemptId)
      else if (attempt.state === 'waiting') enter(attempt, 'canceled', attempt.result.step)
      const result = attempt?.result ?? { step: 1, outcome: outcomes.canceled }
      await model.pause()
      return result
    },
    async readPayment(paymentId) {
      await model.pause()
      requireUp()
      const known = [...model.attempts.values()].filter(({ payload }) => payload.id === paymentId)
      const attempts = known.map(({ payload, facts, result }) => {
        const { attemptId, provider, method } = payload
        return { attemptId, provider, method, facts: [...facts], result }
      })
      await model.pause()
      return { id: paymentId, attempts }
    },
    supports: async (feature) => feature === 'read-back' || feature === 'cancel',
    loadStoredMethods: async () => model.stored,
    loadBalance: () => Promise.reject(refusal(404, 'not-found')),
    loadSetup: () => Promise.reject(refusal(404, 'not-found')),
    deleteStoredMethod: async () => false,
  }
  const model: CompanyModel = {
    client,
    onAsked: () => undefined,
    attempts: new Map(),
    surcharges: new Map(),
    stored: [],
    messages: [],
    fateOf: () => 'answered',
    verdictOf: () => 'takes',
    onBooked: () => undefined,
    isDown: false,
    pause: async () => undefined,
    arriveLate() {
      for (const payload of late.splice(0)) {
        try {
          arrive(payload)
        } catch (error) {
          if (!(error instanceof OrchestratorError)) throw error
        }
      }
    },
    timeOut() {
      for (const end of [...hanging]) end()
    },
    shopperDecides(attemptId, decision) {
      const attempt = model.attempts.get(attemptId)
      if (attempt?.state !== 'waiting') return
      enter(attempt, decision === 'pays' ? 'captured' : 'failed', attempt.result.step + 1)
    },
    paysLate(attemptId) {
      const attempt = model.attempts.get(attemptId)
      if (attempt) enter(attempt, 'captured', attempt.result.step + 1)
    },
    standing: () =>
      [...model.attempts.values()].filter(({ state }) => state === 'captured' || state === 'waiting'),
  }
  return model
}
