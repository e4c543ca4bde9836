import type { Clock } from '@payloom/core'
import type { KnownFactKind, Method, Money, PaymentState } from '@payloom/core/contract'
import type { RequestHandler } from 'msw'
import { answerRequest } from './answerRequest.ts'
import { changeWorld, withFact, withOutcome } from './changeWorld.ts'
import { createHandlers } from './createHandlers.ts'
import { createStateStreams } from './createStateStreams.ts'
import { createWorldState, type WorldSetting } from './createWorldState.ts'
import type { FakeAnswer } from './FakeAnswer.ts'
import { paymentStateOf } from './paymentStateOf.ts'
import type { Scenario } from './Scenario.ts'
import type { GivenList, WorldState } from './WorldState.ts'

/** Base path of the fake shop proxy. */
export const fakeBasePath = '/api/payments'

/** Options of {@link createFakeWorld}. */
export interface FakeWorldOptions extends WorldSetting {
  /** @default '/api/payments' */
  basePath?: string | undefined
  /** @default the platform's */
  clock?: Clock | undefined
}

/** A shop proxy without a network, on the contract's routes; every answer is checked by the contract's schemas. */
export interface FakeWorld {
  /** For `createCheckout({ fetch })`. */
  fetch: typeof globalThis.fetch
  /** The same as msw handlers, for a worker or a Node server. */
  handlers: RequestHandler[]
  /** Every call, e.g. `POST /methods/sandbox/card`. */
  calls: string[]
  /** Bodies of `validate`. */
  attempts: Record<string, unknown>[]
  /** The payment as a browser would be told now. */
  payment(): PaymentState
  /** Decides what becomes of the next attempts. */
  setScenario(scenario: Scenario): void
  /** The list as it stands, a problem, or an answer that stays away; `undefined`: the world's own list again. */
  setList(list: GivenList | undefined): void
  /** Offers this many methods. */
  listMethods(count: number): void
  /** Offers exactly these methods. */
  setMethods(methods: readonly Method[]): void
  /** Without surcharge; quotes given before hold no more. */
  setTotal(total: Money): void
  /** Answers the next calls of `validate` and `updatePayment`. */
  answerNext(...answers: FakeAnswer[]): void
  /**
   * The company tells something of an attempt; every open stream hears what it means.
   *
   * @param amount default: the attempt's own
   * @param attemptId default: the newest
   */
  hear(kind: KnownFactKind, amount?: Money, attemptId?: string): void
  /** Shows something otherwise than the facts say, and sends it to every open stream. */
  tell(change: Partial<PaymentState>): void
}

/**
 * Makes a world.
 *
 * @throws TypeError for a scenario that there is not.
 */
export function createFakeWorld(options: FakeWorldOptions = {}): FakeWorld {
  const { basePath = fakeBasePath, clock = platformClock } = options
  const calls: string[] = []
  const attempts: Record<string, unknown>[] = []
  const streams = createStateStreams()
  let state = createWorldState(options, clock.now())
  const become = (next: WorldState): void => {
    const isTold = next.seq !== state.seq
    state = next
    if (isTold) streams.send(paymentStateOf(state))
  }
  const change = (next: Partial<WorldState>): void => become(changeWorld(state, next, clock.now()))
  const parts = { basePath, clock, calls, attempts, streams, become, read: () => state }
  const fetch: FakeWorld['fetch'] = (input, init) => answerRequest(parts, new Request(input, init))
  return {
    fetch,
    handlers: createHandlers(basePath, fetch),
    calls,
    attempts,
    payment: () => paymentStateOf(state),
    setScenario: (scenario) => {
      const { methods, stored, total } = createWorldState({ ...options, scenario }, clock.now())
      change({ scenario, methods, stored, ...(state.attempts.length > 0 ? {} : { total }) })
    },
    setList: (givenList) => change({ givenList }),
    listMethods: (count) => change({ givenList: undefined, methods: manyMethods(count) }),
    setMethods: (methods) => change({ givenList: undefined, methods }),
    setTotal: (total) => change({ total, version: state.version + 1 }),
    answerNext: (...answers) => {
      state = { ...state, answers: [...state.answers, ...answers] }
    },
    hear(kind, amount, wanted) {
      const { attempts } = state
      const attempt = wanted ? attempts.find(({ attemptId }) => attemptId === wanted) : attempts.at(-1)
      if (!attempt) throw new TypeError('world.hear: there is no such attempt yet; place an order first.')
      const { attemptId } = attempt
      const isPending = attempt.outcome.outcome === 'pending'
      const isOver = kind === 'canceled' || kind === 'expired'
      if (isPending && isOver) become(withOutcome(state, attempt, { outcome: kind }, clock.now()))
      else {
        become(withFact(state, { attemptId, kind, amount: amount ?? attempt.amount }, clock.now()))
      }
    },
    tell: (shown) => change({ shown: { ...state.shown, ...shown } }),
  }
}

function manyMethods(count: number): Method[] {
  return Array.from({ length: count }, (_, index) => ({
    provider: 'sandbox',
    method: index === 0 ? 'card' : `method${index + 1}`,
    title: index === 0 ? 'Card' : `Method ${index + 1}`,
    needs: index === 0 ? 'component' : 'nothing',
    isStorable: false,
    isOffline: false,
  }))
}

const platformClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, milliseconds) {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}
