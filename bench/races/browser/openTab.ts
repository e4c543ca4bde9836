import { randomBytes } from 'node:crypto'
import { type Checkout, createCheckout } from '@payloom/core'
import { plain } from '@payloom/providers/plain'
import type { Random } from '../createRandom.ts'
import type { Without } from '../guards.ts'
import type { RaceWorld } from '../openRaceWorld.ts'
import { type CardKind, createCompanyProvider, createToken, type Decision } from './createCompanyProvider.ts'
import { createFaultyFetch } from './createFaultyFetch.ts'
import type { Browser } from './openBrowser.ts'

/** What can be chosen in the list. */
export type MethodName = 'card' | 'bank' | 'qr' | 'cash'

/** One page of the checkout, with who sits before it. */
export interface Tab {
  readonly checkout: Checkout
  /** The company's page that the shop was left for. */
  readonly leftFor: string | undefined
  /** The newest attempt that left from here. */
  readonly newestOrder: string | undefined
  /** Loads the list. @returns whether it came. */
  refresh(): Promise<boolean>
  /** Chooses a method, and types the card. @returns whether the button can be pressed. */
  choose(method: MethodName, card?: CardKind): Promise<boolean>
  /** Presses the button so many times in one task. */
  press(times?: number): void
  /** Whether nothing that was pressed, and no copy of it, is under way. */
  isQuiet(): boolean
  /** Resolves when nothing that was pressed is under way, or it asks the shopper, or the time is over. */
  rested(milliseconds: number): Promise<void>
  /** Decides at the bank's question, the one that is open or the next. */
  decide(decision: Decision): void
  calm(): void
  /** Closes the page; its storage stays for the one that follows. */
  close(): Promise<void>
}

/** Options of {@link openTab}. */
export interface TabOptions {
  browser: Browser
  world: RaceWorld
  random: Random
  without: Without
  rate: number
  /** The page's session storage. */
  storage: Map<string, string>
  /** An order left, and this is what was shown at its press. */
  onOrder(attemptId: string, shown: Shown | undefined): void
}

/** What the page showed beside the button; minor units. */
export interface Shown {
  /** What is paid, surcharge included. */
  total: number
  surcharge: number
}

/** Opens the checkout in a tab; it has no list yet. */
export function openTab(options: TabOptions): Tab {
  const { browser, world, random, without, storage, onOrder } = options
  const { company } = world
  let card: CardKind = 'approve'
  let shown: Shown | undefined
  let newestOrder: string | undefined
  let leftFor: string | undefined
  const underWay = new Set<Promise<unknown>>()
  const question = createQuestion()
  const network = createFaultyFetch({
    ...{ browser, random, without, rate: options.rate },
    onOrder(attemptId) {
      newestOrder = attemptId
      onOrder(attemptId, shown)
    },
  })
  const checkout = createCheckout({
    baseUrl: `${browser.shop}/api/payments`,
    providers: [createCompanyProvider({ card: () => card, decide: question.answered }), plain],
    fetch: network.fetch,
    random: random.next,
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
    navigate({ url }) {
      leftFor = url
    },
  })
  const follow = (promise: Promise<unknown>): void => {
    underWay.add(promise)
    const done = (): void => void underWay.delete(promise)
    promise.then(done, done)
  }
  /** A press that shares nothing with the one before it. */
  const pressAlone = async (): Promise<void> => {
    const { method, paymentId } = checkout.selection.getState()
    if (!method?.quote || paymentId === undefined) return
    const data = method.method === 'card' ? { token: await createToken(company, card) } : {}
    await checkout.client.validate({
      ...{ provider: method.provider, method: method.method, purpose: 'pay', data, quote: method.quote },
      ...{ paymentId, attemptId: randomBytes(16).toString('hex') },
    })
  }
  return {
    checkout,
    get leftFor() {
      return leftFor
    },
    get newestOrder() {
      return newestOrder
    },
    async refresh() {
      const list = await checkout.loadMethodList().catch(() => undefined)
      return list !== undefined
    },
    async choose(method, kind = 'approve') {
      card = kind
      checkout.select({ provider: method === 'cash' ? 'plain' : 'sandbox', method })
      const isOpen = await until(() => checkout.selection.getState().panel.status !== 'loading', 8_000)
      return isOpen && checkout.submit.getState().canSubmit
    },
    press(times = 1) {
      const { total, surcharge } = checkout.selection.getState().method ?? {}
      const seen = total && { total: total.value, surcharge: surcharge?.amount.value ?? 0 }
      for (let press = 0; press < times; press++) {
        // Those that come while one is under way count for what the first of them showed.
        if (underWay.size === 0) shown = seen
        if (underWay.size > 0 && without.has('single-flight')) follow(pressAlone())
        else follow(checkout.placeOrder())
      }
    },
    async rested(milliseconds) {
      const isAsked = (): boolean => checkout.attempt.getState().phase === 'acting'
      await until(() => underWay.size === 0 || isAsked(), milliseconds)
    },
    isQuiet: () => underWay.size === 0 && network.isQuiet(),
    decide: question.answer,
    calm: network.calm,
    async close() {
      network.cut()
      question.answer('close')
      await checkout.close()
    },
  }
}

interface Question {
  answered(signal: AbortSignal): Promise<Decision>
  answer(decision: Decision): void
}

/** Questions wait for answers, and answers for questions. */
function createQuestion(): Question {
  let kept: Decision | undefined
  let give: ((decision: Decision) => void) | undefined
  return {
    answered: (signal) =>
      new Promise((resolve) => {
        const take = (decision: Decision): void => {
          give = undefined
          resolve(decision)
        }
        signal.addEventListener('abort', () => take('close'), { once: true })
        if (kept !== undefined) {
          const decision = kept
          kept = undefined
          take(decision)
        } else give = take
      }),
    answer(decision) {
      if (give) give(decision)
      else kept = decision
    },
  }
}

/** Looks until something is so. @returns whether it came to be within the time. */
export async function until(isSo: () => boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds
  while (!isSo()) {
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
