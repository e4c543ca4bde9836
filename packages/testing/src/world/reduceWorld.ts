import {
  type LoadedMethod,
  loadBalanceRequestSchema,
  loadMethodRequestSchema,
  loadQuoteRequestSchema,
  type Money,
  type QuoteResult,
  type RouteName,
} from '@payloom/core/contract'
import * as v from 'valibot'
import { cancelAttempt, readAttempt, resumeAttempt, updateAttempt } from './continueAttempt.ts'
import { dueOf, listedMethods, quoteOf } from './listedMethods.ts'
import { methodListOf } from './methodListOf.ts'
import { paymentStateOf } from './paymentStateOf.ts'
import { problemReply } from './problemReply.ts'
import type { Turn } from './Turn.ts'
import { validateAttempt } from './validateAttempt.ts'
import type { WorldCall } from './WorldCall.ts'
import type { WorldReply } from './WorldReply.ts'
import type { WorldState } from './WorldState.ts'

/** What one request does to the world, and what it is answered. Pure: the time is passed in. */
export function reduceWorld(state: WorldState, call: WorldCall, now: number): Turn {
  if (call.name === 'returnGet' || call.name === 'returnPost') return receiveReturn(state, call)
  if (state.scenario === 'outage') return { state, reply: problemReply('orchestrator-unavailable') }
  if (state.scenario === 'session-expired') return { state, reply: problemReply('session-expired') }
  if (call.params.paymentId !== undefined && call.params.paymentId !== state.paymentId) {
    return { state, reply: problemReply('not-found') }
  }
  return (
    moves[call.name]?.(state, call, now) ?? { state, reply: readings[call.name]?.(state, call) ?? unknown }
  )
}

/** Keeps what the company sent along, and leads on, whatever is wrong behind the shop. */
function receiveReturn(state: WorldState, { params, query, body }: WorldCall): Turn {
  const returned = { ...state.returned, ...query, ...(body as Readonly<Record<string, string>> | undefined) }
  return { state: { ...state, returned }, reply: { kind: 'page', token: params.token ?? '' } }
}

const unknown: WorldReply = problemReply('not-found')

type Move = (state: WorldState, call: WorldCall, now: number) => Turn
type Reading = (state: WorldState, call: WorldCall) => WorldReply

const moves: Partial<Record<RouteName, Move>> = {
  validate: validateAttempt,
  updatePayment: updateAttempt,
  cancelPayment: cancelAttempt,
  readAttempt,
  resume: (state, _, now) => resumeAttempt(state, now),
  createSetup: (state) => {
    const paymentId = `setup_${'0'.repeat(31)}${state.version}`
    const total = { ...state.total, value: 0 }
    const next: WorldState = { ...state, scenario: 'setup', paymentId, total, attempts: [], facts: [] }
    return { state: next, reply: answer({ paymentId }) }
  },
  deleteStoredMethod: (state, { params }) => {
    const stored = state.stored.filter(({ id }) => id !== params.id)
    const isKnown = stored.length < state.stored.length
    return { state: { ...state, stored }, reply: isKnown ? { kind: 'nothing' } : unknown }
  },
}

const readings: Partial<Record<RouteName, Reading>> = {
  loadMethodList: (state) => {
    const { givenList } = state
    if (givenList === 'never') return { kind: 'never' }
    if (!givenList) return answer(methodListOf(state))
    if ('methods' in givenList) return answer(givenList)
    return { kind: 'problem', code: givenList.problem, status: givenList.status, members: {} }
  },
  loadMethod,
  loadBalance,
  loadQuote,
  loadMerchantSession: () => answer({ merchantSessionIdentifier: 'fake-session' }),
  readStatus: (state) => answer(paymentStateOf(state)),
  stream: () => ({ kind: 'stream' }),
  loadStoredMethods: ({ stored }) => answer([...stored]),
}

function answer(body: unknown): WorldReply {
  return { kind: 'answer', body }
}

function loadMethod(state: WorldState, { params, body }: WorldCall): WorldReply {
  const parsed = v.safeParse(loadMethodRequestSchema, body)
  if (!parsed.success) return problemReply('bad-request')
  const { provider = '', method = '' } = params
  const { purpose, storedMethodId } = parsed.output
  const row = listedMethods(state).find((one) => one.provider === provider && one.method === method)
  const stored = state.stored.find(({ id }) => id === storedMethodId)
  const loaded: LoadedMethod = {
    ...{ provider, method, purpose },
    config: state.configs[`${provider}/${method}`] ?? {},
    ...(row?.quote === undefined ? {} : { quote: row.quote }),
    redirectOrigins: [...state.redirectOrigins],
    ...(stored ? { stored } : {}),
  }
  return answer(loaded)
}

/** Gift cards: the last four digits are the balance, in minor units; the PIN is 1234. */
function loadBalance({ total }: WorldState, { body }: WorldCall): WorldReply {
  const parsed = v.safeParse(loadBalanceRequestSchema, body)
  if (!parsed.success) return problemReply('bad-request')
  const { number, pin } = parsed.output
  const issue = !/\d{4}$/.test(number) ? 'number' : pin === '1234' ? undefined : 'pin'
  if (issue) return problemReply('order-invalid', { issues: [{ code: 'invalid_data', field: issue }] })
  const balance: Money = { ...total, value: Number(number.slice(-4)) }
  return answer(balance)
}

/** Shipping that a wallet's sheet may choose; the quote names it, so that the order is taken for that total. */
function loadQuote(state: WorldState, { body }: WorldCall): WorldReply {
  const parsed = v.safeParse(loadQuoteRequestSchema, body)
  if (!parsed.success) return problemReply('bad-request')
  const { shippingOptionId = 'standard', ...wanted } = parsed.output
  const due = dueOf(state)
  const priceOf = (value: number): Money => ({ ...due, value })
  const shipping = shippingOptionId === 'express' ? 500 : 0
  const quote: QuoteResult = {
    quote: `${quoteOf(state, wanted)}~${shippingOptionId}`,
    total: priceOf(due.value + shipping),
    lineItems: [
      { label: 'Subtotal', amount: due },
      { label: 'Shipping', amount: priceOf(shipping) },
    ],
    shippingOptions: [
      { id: 'standard', label: 'Standard', amount: priceOf(0) },
      { id: 'express', label: 'Express', amount: priceOf(500) },
    ],
    errors: [],
  }
  return answer(quote)
}
