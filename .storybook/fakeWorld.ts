import type { LoadedMethod, MethodList, PaymentOutcome, PaymentState } from '@payloom/core/contract'
import { delay, HttpResponse, http, type JsonBodyType, type RequestHandler } from 'msw'

/** Base path of the fake shop proxy. */
export const fakeBasePath = '/api/payments'

/** What the fake backend answers to one attempt or update: an outcome, a problem, or an answer that never arrives. */
export type FakeAnswer =
  | { outcome: PaymentOutcome; state?: Partial<PaymentState> }
  | { problem: string; status: number; details?: Record<string, unknown> }
  | 'lost'

/** Options of {@link createFakeWorld}. */
export interface FakeWorldOptions {
  /** `never`: the list stays away. */
  list: MethodList | { problem: string; status: number } | 'never'
  /** One after the other, for `validate` and `updatePayment` alike. */
  answers?: FakeAnswer[]
}

/** A shop proxy without a network, on the contract's routes. */
export interface FakeWorld {
  handlers: RequestHandler[]
  /** Every call, e.g. `POST /methods/sandbox/card`. */
  calls: string[]
  /** Bodies of `validate`. */
  attempts: Record<string, unknown>[]
  setList(list: FakeWorldOptions['list']): void
  /** What the company's word made of the payment: sent to every open stream. */
  tell(change: Partial<PaymentState>): void
}

/** Makes one. */
export function createFakeWorld(options: FakeWorldOptions): FakeWorld {
  const calls: string[] = []
  const attempts: Record<string, unknown>[] = []
  const answers = [...(options.answers ?? [])]
  const streams = new Set<(state: PaymentState) => void>()
  let { list } = options
  let state = emptyState()
  let step = 0

  const tell = (change: Partial<PaymentState>) => {
    state = { ...state, ...change, revision: { epoch: 1, seq: state.revision.seq + 1 } }
    for (const send of streams) send(state)
  }
  const answer = async (ids: { paymentId: string; attemptId: string }) => {
    const next = answers.shift() ?? { outcome: { outcome: 'complete' } }
    if (next === 'lost') return HttpResponse.error()
    if ('problem' in next) return problem(next.problem, next.status, next.details)
    step++
    const { provider, method } = attempts.at(-1) as { provider: string; method: string }
    const attempt = {
      ...ids,
      provider,
      method,
      title: method,
      status: 'pending',
      amount: state.amounts.total,
      live: true,
    }
    tell({ orderId: 'order-1', attempts: [attempt], ...next.state })
    return HttpResponse.json({ ...next.outcome, ...ids, orderId: 'order-1', step, state } as JsonBodyType)
  }
  const path = (route: string) => `*${fakeBasePath}${route}`
  const heard = (request: Request) =>
    calls.push(`${request.method} ${new URL(request.url).pathname.slice(fakeBasePath.length)}`)

  return {
    calls,
    attempts,
    tell,
    setList: (next) => {
      list = next
    },
    handlers: [
      http.get(path('/methods'), async ({ request }) => {
        heard(request)
        if (list === 'never') await delay('infinite')
        if (list === 'never') return problem('internal', 500)
        if ('problem' in list) return problem(list.problem, list.status)
        return HttpResponse.json(list as JsonBodyType)
      }),
      http.post(path('/methods/:provider/:method'), ({ request, params }) => {
        heard(request)
        const { provider, method } = params as { provider: string; method: string }
        const loaded: LoadedMethod = { provider, method, purpose: 'pay', config: {}, redirectOrigins: [] }
        return HttpResponse.json(loaded as JsonBodyType)
      }),
      http.post(path('/payments/:paymentId/attempts'), async ({ request, params }) => {
        heard(request)
        attempts.push((await request.json()) as Record<string, unknown>)
        const attemptId = request.headers.get('idempotency-key') ?? ''
        return answer({ paymentId: String(params.paymentId), attemptId })
      }),
      http.post(path('/payments/:paymentId/attempts/:attemptId/update'), ({ request, params }) => {
        heard(request)
        return answer(params as { paymentId: string; attemptId: string })
      }),
      http.post(path('/payments/:paymentId/attempts/:attemptId/cancel'), ({ request, params }) => {
        heard(request)
        answers.unshift({ outcome: { outcome: 'canceled' } })
        return answer(params as { paymentId: string; attemptId: string })
      }),
      http.get(path('/payments/:paymentId/attempts/:attemptId'), ({ request }) => {
        heard(request)
        return problem('unknown-attempt', 404)
      }),
      http.get(path('/payments/:paymentId'), ({ request }) => {
        heard(request)
        return HttpResponse.json(state)
      }),
      http.get(path('/payments/:paymentId/events'), ({ request }) => {
        heard(request)
        return new HttpResponse(
          openStream(streams, () => state, request.signal),
          {
            headers: { 'content-type': 'text/event-stream', 'payloom-contract': '1' },
          },
        )
      }),
    ],
  }
}

function openStream(
  streams: Set<(state: PaymentState) => void>,
  read: () => PaymentState,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let send: (state: PaymentState) => void
  return new ReadableStream({
    start(controller) {
      send = (state) => {
        const { epoch, seq } = state.revision
        controller.enqueue(encoder.encode(`id: ${epoch}.${seq}\ndata: ${JSON.stringify(state)}\n\n`))
      }
      send(read())
      streams.add(send)
      signal.addEventListener('abort', () => streams.delete(send))
    },
    cancel: () => void streams.delete(send),
  })
}

function problem(code: string, status: number, details: Record<string, unknown> = {}) {
  const body = { type: 'about:blank', title: code, status, code, retry: 'same', ...details }
  return HttpResponse.json(body as JsonBodyType, {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
}

function emptyState(): PaymentState {
  const nothing = { value: 0, currency: 'EUR' }
  const total = { value: 1999, currency: 'EUR' }
  return {
    paymentId: 'payment-1',
    status: 'open',
    settled: false,
    revision: { epoch: 1, seq: 0 },
    updatedAt: '2026-11-22T10:00:00Z',
    amounts: { total, authorized: nothing, captured: nothing, refunded: nothing, chargedBack: nothing },
    attempts: [],
    history: [],
    fulfilment: [],
  }
}
