import { onTestFinished } from 'vitest'
import type { Checkout, CheckoutOptions } from './Checkout.ts'
import type { CheckoutEvent } from './client/CheckoutEvent.ts'
import { createCheckout } from './createCheckout.ts'
import { createFakeShop, type FakeShop } from './fakeShop.fixture.ts'
import { createScriptedProvider, type ScriptedProvider } from './provider/scriptedProvider.fixture.ts'

/** A checkout of a page, its shop and its provider. */
export interface OpenCheckout {
  shop: FakeShop
  provider: ScriptedProvider
  events: CheckoutEvent[]
  /** The page's session storage. */
  kept: Map<string, string>
  checkout: Checkout
}

/** Options of {@link openCheckout}. */
export interface OpenCheckoutOptions extends Partial<CheckoutOptions> {
  provider?: ScriptedProvider
  shop?: FakeShop
  kept?: Map<string, string>
}

/** Opens it; it is closed when the test ends. */
export function openCheckout(given: OpenCheckoutOptions = {}): OpenCheckout {
  const { shop = createFakeShop(), provider = createScriptedProvider(), kept = new Map(), ...options } = given
  const events: CheckoutEvent[] = []
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  const checkout = createCheckout({
    ...{ baseUrl: shop.baseUrl, fetch: shop.fetch, providers: [provider], storage },
    observe: (event) => void events.push(event),
    ...options,
  })
  onTestFinished(() => checkout.close())
  return { shop, provider, events, kept, checkout }
}
