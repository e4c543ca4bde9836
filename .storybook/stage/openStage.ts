import { type Checkout, type CheckoutOptions, createCheckout, type Provider } from '@payloom/core'
import {
  type Method,
  matchRoute,
  type Redirect,
  type UpdatePaymentRequest,
  type ValidateRequest,
} from '@payloom/core/contract'
import { plain } from '@payloom/providers/plain'
import { sandbox } from '@payloom/providers/sandbox'
import { createFakeWorld, type FakeWorld, fakeBasePath, type WorldSetting } from '@payloom/testing'
import { answerOrder, answerStep } from './answerAsCompany.ts'
import type { Look } from './Look.ts'
import { methods } from './methods.ts'

/** What a story plays on. */
export interface StageOptions {
  /** What the world begins with. Without a scenario, each method does what it does at the sandbox company. */
  world?: WorldSetting | undefined
  /** @default the real ones: `sandbox`, over its own browser library, and `plain` */
  providers?: readonly Provider[] | undefined
  /** @default 'purchase' */
  kind?: CheckoutOptions['kind']
  /** A call that is never answered. */
  silent?: 'validate' | 'readStatus' | 'resume' | 'loadStoredMethods' | 'loadMethod' | undefined
  /** What the tab remembers of an earlier life of the page. */
  storage?: Readonly<Record<string, string>> | undefined
}

/** A checkout in a world of its own. */
export interface Stage {
  world: FakeWorld
  checkout: Checkout
  /** Makes another checkout in the same world, as a page does that the shopper comes back to. */
  comeBack(): Checkout
}

const open = new Set<Checkout>()

/** Opens a stage. `leave` is told instead of the browser's leaving the page. */
export function openStage(options: StageOptions, look: Look, leave: (redirect: Redirect) => void): Stage {
  const { providers = [sandbox, plain], kind = 'purchase', silent, storage } = options
  const world = createFakeWorld(settingOf(options, look))
  const isScripted = options.world?.scenario !== undefined || options.world?.answers !== undefined
  const answer = isScripted || look.scenario !== 'story' ? world.fetch : withCompany(world)
  const remembered = createMemory(storage)
  const openCheckout = (): Checkout => {
    const checkout = createCheckout({
      baseUrl: new URL(fakeBasePath, location.href).href,
      ...{ providers, kind, locale: look.locale, storage: remembered, navigate: leave },
      appearance: { theme: look.theme, tokens: { surface: look.theme === 'dark' ? '#181a20' : '#ffffff' } },
      redirectOrigins: ['https://company.example'],
      fetch: silent === undefined ? answer : withSilence(answer, silent),
    })
    open.add(checkout)
    return checkout
  }
  return { world, checkout: openCheckout(), comeBack: openCheckout }
}

/** Ends what stories have left open. */
export async function closeStages(): Promise<void> {
  const closing = [...open]
  open.clear()
  await Promise.all(closing.map((checkout) => checkout.close()))
}

function settingOf({ world = {} }: StageOptions, look: Look): WorldSetting {
  const config = {
    publishableKey: 'pk_story',
    scriptUrl: new URL('/sandbox.js', location.href).href,
    origin: location.origin,
  }
  const configs = Object.fromEntries(methods.map(({ provider, method }) => [`${provider}/${method}`, config]))
  const scenario = look.scenario === 'story' ? world.scenario : look.scenario
  const isFree = scenario === 'free' || scenario === 'setup' || world.total !== undefined
  const total = world.total ?? (isFree ? undefined : look.total)
  const offered = (world.methods ?? methods).map((method) => inCurrency(method, total?.currency))
  return {
    ...world,
    ...{ scenario, methods: offered, configs: { ...configs, ...world.configs } },
    ...(total ? { total } : {}),
  }
}

function inCurrency(method: Method, currency = 'EUR'): Method {
  const { surcharge } = method
  if (!surcharge) return method
  const { value } = surcharge.amount
  return { ...method, surcharge: { amount: { value, currency }, fixed: { value, currency } } }
}

/** The world's own fetch, with the company's answers to orders and steps. */
function withCompany(world: FakeWorld): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const name = nameOf(request)
    const body: unknown =
      name === undefined
        ? undefined
        : await request
            .clone()
            .json()
            .catch(() => undefined)
    const outcome =
      name === 'validate'
        ? answerOrder(world, body as ValidateRequest)
        : name === 'updatePayment'
          ? answerStep(world, body as UpdatePaymentRequest)
          : undefined
    if (outcome) world.answerNext({ outcome })
    return world.fetch(request)
  }
}

function withSilence(fetch: typeof globalThis.fetch, silent: string): typeof globalThis.fetch {
  return (input, init) => {
    const request = new Request(input, init)
    if (nameOf(request) !== silent) return fetch(request)
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true })
    })
  }
}

function nameOf({ method, url }: Request): string | undefined {
  const { pathname } = new URL(url)
  const match = matchRoute(method, pathname.slice(pathname.indexOf(fakeBasePath) + fakeBasePath.length))
  return match && 'name' in match ? match.name : undefined
}

function createMemory(
  entries: Readonly<Record<string, string>> = {},
): NonNullable<CheckoutOptions['storage']> {
  const kept = new Map(Object.entries(entries))
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}
