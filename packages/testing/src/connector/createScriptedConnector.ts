import type { KnownFactKind, Money } from '@payloom/core/contract'
import {
  type BalanceReading,
  type CompanyAnswer,
  CompanyError,
  type CompanyOrder,
  type Connector,
  type KnownPayment,
  type MethodTraits,
} from '@payloom/orchestrator'
import type { BookedPayment } from './BookedPayment.ts'
import { capturePayment, endPayment, refundPart, returnMoney, shipGoods } from './bookMoney.ts'
import { type AnsweredStep, bookFact, bookStep } from './bookStep.ts'
import {
  type ConnectorScript,
  parseConnectorScript,
  type ScriptedMethod,
  type ScriptedStep,
} from './ConnectorScript.ts'
import { includes, scenarioOf } from './scenarioOf.ts'
import { readScriptedWebhook, type ScriptedWebhook, writeScriptedWebhook } from './scriptedWebhook.ts'

/** A connector whose company is a script. */
export interface ScriptedConnector extends Connector {
  /** What the connector was asked, e.g. `create card`. */
  readonly calls: string[]
  /** The company's book, by attempt. */
  readonly payments: ReadonlyMap<string, BookedPayment>
  /**
   * Something happens at the company: a later `read` tells it, and the webhook that is given back can be sent to the orchestrator.
   *
   * @param amount minor units. @default the payment's, where money moves
   * @throws TypeError for an attempt that the company does not know.
   */
  tell(attemptId: string, kind: KnownFactKind, amount?: number): ScriptedWebhook
  /** The company answers nothing from now on, or does again. */
  setDown(isDown: boolean): void
}

/** Options of {@link createScriptedConnector}. */
export interface ScriptedConnectorOptions {
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
  /** What signs its webhooks. @default 'scripted-secret' */
  secret?: string
}

/**
 * Makes a connector from JSON, for companies that cannot be reached from a test.
 *
 * @throws TypeError that names what is wrong in the script.
 */
export function createScriptedConnector(
  json: unknown,
  { now = Date.now, secret = 'scripted-secret' }: ScriptedConnectorOptions = {},
): ScriptedConnector {
  const script = parseConnectorScript(json)
  const { provider, methods } = script
  const company: Company = { ...{ script, now }, calls: [], payments: new Map(), isDown: false }
  return {
    ...{ provider, calls: company.calls, payments: company.payments },
    methods: new Map(Object.entries(methods).map(([code, method]) => [code, traitsOf(method)])),
    problemOf: () => undefined,
    configOf: ({ method }) => {
      const { config = {}, redirectOrigins = [] } = methods[method] ?? {}
      return { config, redirectOrigins }
    },
    ...createCalls(company),
    readWebhook: (headers, body) => readScriptedWebhook(secret, headers, body),
    tell(attemptId, kind, amount) {
      const payment = company.payments.get(attemptId)
      if (!payment) throw new TypeError(`tell: the scripted company knows no attempt "${attemptId}".`)
      const told = bookFact(payment, kind, amount, now())
      company.payments.set(attemptId, settleBy(told, kind))
      return writeScriptedWebhook(secret, told)
    },
    setDown: (isDown) => {
      company.isDown = isDown
    },
  }
}

/** The company that the script stands for. */
interface Company {
  script: ConnectorScript
  now(): number
  calls: string[]
  payments: Map<string, BookedPayment>
  isDown: boolean
}

type Calls = Required<
  Pick<
    Connector,
    | 'create'
    | 'update'
    | 'cancel'
    | 'capture'
    | 'returnMoney'
    | 'refund'
    | 'ship'
    | 'read'
    | 'balanceOf'
    | 'deleteStored'
  >
>

function createCalls(company: Company): Calls {
  const { script, now, payments } = company
  const ask = (call: string): void => {
    company.calls.push(call)
    if (company.isDown) throw new CompanyError('down', { mayArrive: false })
  }
  const change = async (
    call: string,
    { attemptId, method }: KnownPayment,
    next: (payment: BookedPayment) => BookedPayment,
  ): Promise<CompanyAnswer | 'unknown'> => {
    ask(`${call} ${method}`)
    const payment = payments.get(attemptId)
    return payment ? keep(company, next(payment)) : 'unknown'
  }
  return {
    async create(order) {
      ask(`create ${order.method}`)
      const known = payments.get(order.attemptId)
      if (known) return answerOf(known)
      const payment = openPayment(script, order, payments.size + 1)
      return take(company, payment, payment.scenario?.answer ?? complete)
    },
    async update({ attemptId, method }, _open, data) {
      ask(`update ${method}`)
      const payment = payments.get(attemptId)
      if (!payment) return 'refused'
      const steps = payment.scenario?.updates ?? []
      const step = steps[payment.updateCount] ?? steps.at(-1) ?? complete
      if ('data' in step && step.data && !includes(data, step.data)) return 'refused'
      return take(company, { ...payment, updateCount: payment.updateCount + 1 }, step)
    },
    cancel: (payment) => change('cancel', payment, (known) => endPayment(known, now())),
    capture: (payment) => change('capture', payment, (known) => capturePayment(known, now())),
    returnMoney: (payment) => change('return', payment, (known) => returnMoney(known, now())),
    async refund({ attemptId, method }, order) {
      ask(`refund ${method}`)
      const payment = payments.get(attemptId)
      if (payment === undefined) return 'unknown'
      const refunded = refundPart(payment, order, now())
      return typeof refunded === 'string' ? { refused: refunded } : keep(company, refunded)
    },
    ship: (payment, order) => change('ship', payment, (known) => shipGoods(known, order, now())),
    read: (payment) => change('read', payment, (known) => known),
    async balanceOf({ method, number, pin, currency }) {
      ask(`balance ${method}`)
      return balanceOf(script.methods[method], number, pin, currency)
    },
    async deleteStored({ reference }) {
      ask(`delete ${reference}`)
      for (const payment of payments.values()) {
        if (payment.stored?.reference === reference) keep(company, { ...payment, stored: undefined })
      }
    },
  }
}

function keep({ payments }: Company, payment: BookedPayment): CompanyAnswer {
  payments.set(payment.attemptId, payment)
  return answerOf(payment)
}

function take(company: Company, payment: BookedPayment, step: ScriptedStep): CompanyAnswer {
  if (step.outcome === 'unreachable') throw new CompanyError('unreachable', { mayArrive: false })
  if (step.outcome !== 'timeout') return keep(company, bookStep(payment, step as AnsweredStep, company.now()))
  // It arrived, and the answer did not: a later reading tells.
  keep(company, bookStep(payment, complete, company.now()))
  throw new CompanyError('timeout')
}

const complete: AnsweredStep = { outcome: { outcome: 'complete' } }

function traitsOf({ traits }: ScriptedMethod): MethodTraits {
  return { needs: 'component', isOffline: false, isStorable: false, ...traits }
}

function openPayment(script: ConnectorScript, order: CompanyOrder, number: number): BookedPayment {
  const { attemptId, method, amount, store, returnUrl, reference } = order
  const companyId = `${script.provider}_${number}`
  const { value, currency } = amount
  return {
    ...{ companyId, attemptId, method, amount, store },
    scenario: scenarioOf(script.scenarios, order),
    outcome: { outcome: 'pending' },
    facts: [],
    updateCount: 0,
    words: { companyId, attemptId, returnUrl, reference, value: String(value), currency },
  }
}

function answerOf({ companyId, outcome, facts, stored }: BookedPayment): CompanyAnswer {
  return { companyId, outcome, facts: [...facts], ...(stored ? { stored } : {}) }
}

/** What the company tells later ends what was open. */
function settleBy(payment: BookedPayment, kind: KnownFactKind): BookedPayment {
  if (payment.outcome.outcome === 'partial') return payment
  if (kind === 'captured' || kind === 'authorized') return { ...payment, outcome: { outcome: 'complete' } }
  if (kind === 'canceled' || kind === 'expired') return { ...payment, outcome: { outcome: kind } }
  if (kind !== 'failed') return payment
  return { ...payment, outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } } }
}

function balanceOf(
  method: ScriptedMethod | undefined,
  number: string,
  pin: string | undefined,
  currency: string,
): BalanceReading {
  const card = method?.balances?.[number]
  if (!card) return { kind: 'refused', field: 'number' }
  if (card.pin !== undefined && card.pin !== pin) return { kind: 'refused', field: 'pin' }
  const balance: Money = { value: card.value, currency }
  return { kind: 'balance', balance }
}
