import { idOf, paymentId, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import type { Checkout } from './Checkout.ts'
import type { PaymentState } from './contract/paymentState.ts'
import { problems } from './contract/problems.ts'
import { matchRoute, type RouteMatch, type RouteName } from './contract/route.ts'
import { methodList } from './provider/methodList.fixture.ts'

/** One call as the shop saw it. */
export interface ShopCall extends RouteMatch {
  body: Record<string, unknown>
  headers: Headers
}

/** Answers a call with JSON, or with a response of its own. */
export type ShopAnswer = (call: ShopCall) => unknown

/** A shop proxy that lives in a `fetch`. */
export interface FakeShop {
  fetch: typeof globalThis.fetch
  baseUrl: string
  calls: ShopCall[]
  /** The names of the calls so far, without the status. */
  names(): RouteName[]
  on(name: RouteName, answer: ShopAnswer): void
}

const base = '/api/payments'

/** Makes the shop: one method, and every order is paid at once. */
export function createFakeShop(): FakeShop {
  const calls: ShopCall[] = []
  const answers = new Map<RouteName, ShopAnswer>([
    ['loadMethodList', () => methodList()],
    ['loadMethod', ({ params }) => ({ ...params, purpose: 'pay', config: {}, redirectOrigins: [] })],
    ['validate', ({ headers }) => paid(headers.get('idempotency-key') ?? '')],
    ['readStatus', () => paymentState({ status: 'paid', settled: true })],
    ['stream', () => streamOf(paymentState({ status: 'paid', settled: true }))],
  ])
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const match = matchRoute(request.method, pathname.slice(base.length))
    if (!match || 'allow' in match) return problem('method-not-allowed')
    const text = await request.text()
    const body = text ? (JSON.parse(text) as Record<string, unknown>) : {}
    const call = { ...match, body, headers: request.headers }
    calls.push(call)
    const answer = await answers.get(match.name)?.(call)
    if (answer instanceof Response) return answer
    return answer === undefined ? problem('not-found') : Response.json(answer)
  }
  return {
    ...{ fetch, calls, baseUrl: `https://shop.example${base}` },
    names: () => calls.map(({ name }) => name).filter((name) => name !== 'readStatus' && name !== 'stream'),
    on: (name, answer) => void answers.set(name, answer),
  }
}

/** A problem of the contract's table. */
export function problem(code: keyof typeof problems, members: object = {}): Response {
  const { status, retry } = problems[code]
  const body = { type: 'about:blank', title: code, status, code, retry, ...members }
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}

/** A stream that tells one state and stays open. */
function streamOf(state: PaymentState): Response {
  const { epoch, seq } = state.revision
  const event = `id: ${epoch}.${seq}\ndata: ${JSON.stringify(state)}\n\n`
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(event)),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

/** The answer to an order whose money is there. */
export function paid(attemptId: string = idOf('a')) {
  const state = paymentState({ status: 'paid', settled: true, orderId: 'order-1' })
  return paymentResult({ outcome: 'complete' }, { attemptId, state, orderId: 'order-1' })
}

/** Resolves when a store says what a test waits for. */
export function until<State>(
  store: { getState(): State; subscribe(listener: (state: State) => void): () => void },
  isReached: (state: State) => boolean,
): Promise<State> {
  return new Promise((resolve) => {
    const check = (): void => {
      const state = store.getState()
      if (!isReached(state)) return
      unsubscribe()
      resolve(state)
    }
    const unsubscribe = store.subscribe(check)
    check()
  })
}

/** Loads the list, chooses its first method and waits for the panel. */
export async function chooseFirst(checkout: Checkout): Promise<void> {
  const { methods } = await checkout.loadMethodList()
  checkout.select(methods[0] ?? null)
  await until(checkout.selection, ({ panel }) => panel.status === 'ready')
}

export { paymentId }
