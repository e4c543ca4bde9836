import { type Checkout, type CheckoutOptions, createCheckout } from '@payloom/core'
import type { Method, Redirect } from '@payloom/core/contract'
import {
  createFakeWorld,
  createScriptedProvider,
  type FakeWorld,
  type FakeWorldOptions,
  fakeBasePath,
  type ScriptedProvider,
} from '@payloom/testing'
import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { type ReactNode, StrictMode } from 'react'
import { onTestFinished } from 'vitest'
import { CheckoutProvider } from './checkout-provider/CheckoutProvider.tsx'
import { PaymentMethodSelector } from './payment-method-selector/PaymentMethodSelector.tsx'
import { PlaceOrderButton } from './place-order-button/PlaceOrderButton.tsx'
import type { PlacedOrder } from './place-order-button/useOnOrder.ts'

/** A card form, a wallet's own button, which is an express one too, and cash. */
export const offered: readonly Method[] = [
  row('sandbox', 'card', 'Card'),
  row('wallet', 'wallet', 'Scripted Pay'),
  { ...row('plain', 'cash', 'Cash on delivery'), needs: 'nothing', isOffline: true },
]

function row(provider: string, method: string, title: string): Method {
  return { provider, method, title, needs: 'component', isStorable: false, isOffline: false }
}

/** Options of {@link openShop}. */
export interface ShopOptions extends FakeWorldOptions {
  storage?: CheckoutOptions['storage']
  /** Where the page lives, when it is not the first one there. */
  livesIn?: FakeWorld
  /** What stands below the list. @default the page's button */
  children?: ReactNode
}

/** A page of a shop in a world of its own. */
export interface OpenedShop {
  world: FakeWorld
  checkout: Checkout
  wallet: ScriptedProvider
  user: ReturnType<typeof userEvent.setup>
  orders: PlacedOrder[]
  left: Redirect[]
  container: HTMLElement
  /** Chooses the card and fills it in. */
  chooseCard(): Promise<void>
  /** The button by its name, once it can be pressed. */
  pressable(name: string | RegExp): Promise<HTMLElement>
}

/** Opens one, drawn under StrictMode, with the list on it. */
export async function openShop(options: ShopOptions = {}): Promise<OpenedShop> {
  const { storage, children, livesIn, ...world } = options
  const made = livesIn ?? createFakeWorld({ methods: offered, ...world })
  const wallet = createScriptedProvider({
    ...{ id: 'wallet', presentation: 'button', capabilities: { express: true } },
  })
  const left: Redirect[] = []
  const checkout = createCheckout({
    baseUrl: new URL(fakeBasePath, location.href).href,
    providers: [createScriptedProvider({ methods: ['card'] }), wallet],
    fetch: made.fetch,
    navigate: (redirect) => void left.push(redirect),
    storage: storage ?? createMemoryStorage(),
  })
  onTestFinished(() => checkout.close())
  const orders: PlacedOrder[] = []
  const { container } = render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <PaymentMethodSelector />
        {children ?? <PlaceOrderButton onOrder={(order) => orders.push(order)} />}
      </CheckoutProvider>
    </StrictMode>,
  )
  const user = userEvent.setup()
  await screen.findByRole('radio', { name: 'Card' })
  return { world: made, checkout, wallet, user, orders, left, container, pressable, ...chooser(user) }
}

function chooser(user: OpenedShop['user']): Pick<OpenedShop, 'chooseCard'> {
  return {
    async chooseCard() {
      await user.click(screen.getByRole('radio', { name: 'Card' }))
      await user.type(await screen.findByLabelText('Card number'), '4111')
    },
  }
}

async function pressable(name: string | RegExp): Promise<HTMLElement> {
  const button = await screen.findByRole('button', { name })
  await waitFor(() => {
    if (button.getAttribute('aria-disabled') !== 'false') throw new Error(`${button.textContent} waits`)
  })
  return button
}

/** A storage of one page's life. */
export function createMemoryStorage(): NonNullable<CheckoutOptions['storage']> {
  const entries = new Map<string, string>()
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  }
}
