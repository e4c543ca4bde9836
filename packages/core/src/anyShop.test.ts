import * as fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { attemptState, paymentId, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import { resultBodies, stateBodies } from './client/answerBodies.fixture.ts'
import { anyChanges, canary, changedBody } from './client/changedBody.fixture.ts'
import { hearLostErrors } from './client/hearLostErrors.fixture.ts'
import { attemptId as wireAttemptId } from './client/wire.fixture.ts'
import { anyAnswerTo, respondWith, type WireAnswer } from './client/wireAnswer.fixture.ts'
import { type PaymentState, paymentStateSchema } from './contract/paymentState.ts'
import type { RouteName } from './contract/route.ts'
import { chooseFirst, createFakeShop, type ShopCall } from './fakeShop.fixture.ts'
import { type OpenCheckout, openCheckout } from './openCheckout.fixture.ts'
import { createManualClock } from './status/manualClock.fixture.ts'
import { openStatusStream } from './status/openStatusStream.ts'

/** How many orders, each of several answers, and how many streamed states; `PAYLOOM_FUZZ_RUNS=100000` asks for ten times as many. */
const runs = Number(process.env.PAYLOOM_FUZZ_RUNS ?? 0) >= 100_000 ? 8_000 : 400
/** Orders of checkouts that live beside each other, in one time. */
const atOnce = 20

const stateAnswer = anyAnswerTo({ bodies: stateBodies })
const resultAnswer = anyAnswerTo({ bodies: resultBodies })

/** What the shop answers to each call, in turn; the last one stays. */
const anyShop = fc.record({
  validate: fc.array(resultAnswer, { minLength: 1, maxLength: 1 }),
  updatePayment: fc.array(resultAnswer, { minLength: 1, maxLength: 3 }),
  readAttempt: fc.array(resultAnswer, { minLength: 1, maxLength: 3 }),
  cancelPayment: fc.array(resultAnswer, { minLength: 1, maxLength: 2 }),
  readStatus: fc.array(stateAnswer, { minLength: 1, maxLength: 2 }),
  stream: fc.array(stateAnswer, { minLength: 1, maxLength: 2 }),
  action: fc.constantFrom('details', 'leaving', 'canceled', 'throws'),
})
type AnyShop = typeof anyShop extends fc.Arbitrary<infer Value> ? Value : never

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

let served = 0

/** The answer, told of the payment and the attempt that were asked for. */
function answered(answer: WireAnswer | undefined, attemptId: string): Promise<Response> {
  if (answer?.kind !== 'answer' || typeof answer.body !== 'string') {
    return answer ? respondWith(answer) : Promise.reject(new TypeError('Failed to fetch'))
  }
  const body = answer.body.replaceAll('cart-1', paymentId).replaceAll(wireAttemptId, attemptId)
  return respondWith({ ...answer, body: body.replaceAll('sandbox.challenge', 'scripted.step') })
}

const attemptOf = ({ params, headers }: ShopCall): string =>
  params.attemptId ?? headers.get('idempotency-key') ?? ''

/** A page whose shop answers whatever comes, ready to order. */
async function openAnyShop({ action, ...answers }: AnyShop): Promise<OpenCheckout> {
  const shop = createFakeShop()
  const opened = openCheckout({ shop, navigate: () => {}, random: () => 0 })
  opened.provider.script.perform = async () => {
    if (action === 'throws') throw new Error('no')
    return action === 'details' ? { kind: 'details', data: {} } : { kind: action }
  }
  const turns = new Map<string, number>()
  let last = ''
  for (const [name, script] of Object.entries(answers)) {
    shop.on(name as RouteName, (call) => {
      last = attemptOf(call) || last
      const turn = turns.get(name) ?? 0
      turns.set(name, turn + 1)
      served += 1
      return answered(script[Math.min(turn, script.length - 1)], last)
    })
  }
  await chooseFirst(opened.checkout)
  return opened
}

/** Newer than any revision that an answer made up. */
const newest = (before: number) => ({ epoch: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER - before })

/** From now on the shop is well: nothing was taken for what is open, and every order is paid. */
function heal({ shop, checkout }: OpenCheckout): void {
  const { attemptId } = checkout.attempt.getState()
  const state = paymentState({
    ...{ status: 'canceled', settled: true, revision: newest(1) },
    attempts: attemptId === undefined ? [] : [attemptState({ attemptId, status: 'canceled', live: false })],
  })
  const canceled = (call: ShopCall) =>
    paymentResult({ outcome: 'canceled' }, { attemptId: attemptOf(call), state })
  for (const name of ['readAttempt', 'cancelPayment', 'updatePayment'] as const) shop.on(name, canceled)
  shop.on('readStatus', () => state)
  shop.on('stream', () => new Response(null, { status: 503 }))
  shop.on('validate', (call) => {
    const paid = paymentState({ status: 'paid', settled: true, revision: newest(0) })
    return paymentResult({ outcome: 'complete' }, { attemptId: attemptOf(call), state: paid })
  })
}

/** Lets the time pass until all is done. @returns whether each is. */
async function settled(all: Promise<unknown>[], milliseconds: number): Promise<boolean[]> {
  const ends = all.map(() => false)
  for (const [index, one] of all.entries()) {
    void one.then(() => {
      ends[index] = true
    })
  }
  for (let passed = 0; passed <= milliseconds && ends.includes(false); passed += 5_000) {
    await vi.advanceTimersByTimeAsync(5_000)
  }
  return ends
}

const decided = ['idle', 'ready', 'succeeded', 'failed', 'canceled', 'expired', 'reviewing', 'blocked']
const phaseOf = ({ checkout }: OpenCheckout): string => checkout.attempt.getState().phase
const isDecided = (page: OpenCheckout): boolean => decided.includes(phaseOf(page))

/** The shop said that this page may not ask any more: after signing in, the shopper comes back to a new one. */
function isShutOut({ stream, readStatus, readAttempt }: AnyShop): boolean {
  const told = [...stream, ...readStatus, ...readAttempt]
  return told.some((answer) => answer.kind === 'answer' && [401, 403, 404].includes(answer.status))
}

async function wait(until: () => boolean): Promise<void> {
  for (let passed = 0; passed < 40 && !until(); passed++) await vi.advanceTimersByTimeAsync(30_000)
}

/** Presses once more, whatever stands in the way of it. */
async function orderAgain(page: OpenCheckout): Promise<void> {
  const { checkout } = page
  if (phaseOf(page) === 'succeeded') return
  await chooseFirst(checkout)
  if (phaseOf(page) === 'reviewing') checkout.acceptAmount()
  if (phaseOf(page) === 'blocked') checkout.supersede()
  await checkout.placeOrder()
}

/** @returns what went wrong with the orders, and with those after them. */
async function orderAll(shops: AnyShop[]): Promise<string[]> {
  const pages = await Promise.all(shops.map(openAnyShop))
  const faults: string[] = []
  const tell = (page: OpenCheckout, what: string) => {
    const calls = page.events.flatMap((event) =>
      event.type === 'call' ? [`${event.name} ${event.outcome}`] : [],
    )
    faults.push(`${what} ${phaseOf(page)}: ${calls.slice(0, 12).join(', ')}`)
  }
  const placed = await settled(
    pages.map(({ checkout }) => checkout.placeOrder()),
    5 * 60_000,
  )
  for (const [index, page] of pages.entries()) if (!placed[index]) tell(page, 'an order hangs')
  pages.forEach(heal)
  // What nobody knows yet becomes known once the shop is well again: nobody stays "confirming" for ever.
  await wait(() => pages.every((page, index) => isDecided(page) || isShutOut(shops[index] as AnyShop)))
  for (const [index, page] of pages.entries()) {
    if (isDecided(page)) continue
    if (!isShutOut(shops[index] as AnyShop)) tell(page, 'a page stays')
    await page.checkout.close()
    const next = openCheckout({ shop: page.shop, kept: page.kept, random: () => 0 })
    await chooseFirst(next.checkout)
    pages[index] = next
  }
  await wait(() => pages.every(isDecided))
  await settled(pages.map(orderAgain), 60_000)
  for (const page of pages) if (phaseOf(page) !== 'succeeded') tell(page, 'the next order ends')
  await Promise.all(pages.map(({ checkout }) => checkout.close()))
  return faults
}

async function tellFailure<T>({ failed, seed, errorInstance }: fc.RunDetails<T>): Promise<void> {
  if (failed) throw new Error(`with the seed ${seed}`, { cause: errorInstance })
}

test(
  'whatever a shop answers to an order, the order ends, the page has a way on, and the next order is paid (A9, A10)',
  async () => {
    const lost = hearLostErrors()
    await fc.assert(
      fc.asyncProperty(fc.array(anyShop, { minLength: atOnce, maxLength: atOnce }), async (shops) => {
        expect(await orderAll(shops)).toEqual([])
      }),
      { numRuns: runs / atOnce, endOnFailure: true, asyncReporter: tellFailure },
    )
    expect(served).toBeGreaterThanOrEqual(2.5 * runs)
    expect(await lost.heard()).toEqual([])
  },
  400 * runs,
)

test(
  'whatever a stream says, a page is told states of its payment and nothing else (A10)',
  async () => {
    const lost = hearLostErrors()
    const anyEvent = fc
      .record({
        body: fc.constantFrom(...stateBodies),
        changes: anyChanges,
        cut: fc.nat(9),
        at: fc.nat(2_000),
      })
      .map(({ body, changes, cut, at }) => {
        const text = JSON.stringify(changedBody(body, changes)) ?? 'null'
        return `id: 1.1\ndata: ${cut > 1 ? text : text.slice(0, at) + '\n\0\r\u2028'.slice(0, cut)}\n\n`
      })
    let told = 0
    const run = async (events: string[]): Promise<void> => {
      const bytes = new TextEncoder().encode(events.join(''))
      const responses = [new Response(bytes, { headers: { 'content-type': 'text/event-stream' } })]
      const states: PaymentState[] = []
      const clock = createManualClock()
      const stream = openStatusStream({
        ...{ paymentId: 'cart-1', baseUrl: 'https://shop.example/api', clock },
        fetch: async () => responses.shift() ?? new Response(null, { status: 503 }),
        onState: (state) => void states.push(state),
      })
      await clock.advance(100)
      stream.close()
      told += states.length
      for (const state of states) {
        expect(v.parse(paymentStateSchema, state)).toEqual(state)
        expect(state.paymentId).toBe('cart-1')
        expect(namesIn(state)).not.toContain(canary)
      }
    }
    await fc.assert(fc.asyncProperty(fc.array(anyEvent, { minLength: 40, maxLength: 40 }), run), {
      numRuns: runs / 40,
    })
    expect(told).toBeGreaterThan(runs / 10)
    expect(await lost.heard()).toEqual([])
  },
  60 * runs,
)

/** The names of all members but a provider's own. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [
    name,
    ...(name === 'action' ? [] : namesIn(member)),
  ])
}
