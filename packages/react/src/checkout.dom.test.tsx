import { createCheckout } from '@payloom/core'
import { createFakeWorld, type FakeWorldOptions, fakeBasePath } from '@payloom/testing'
import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { setupServer } from 'msw/node'
import { StrictMode, useState } from 'react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CheckoutProvider } from './checkout-provider/CheckoutProvider.tsx'
import { usePaymentMethods } from './hooks/usePaymentMethods.ts'
import { PaymentMethodSelector } from './payment-method-selector/PaymentMethodSelector.tsx'
import { PaymentStatus } from './payment-status/PaymentStatus.tsx'
import { PlaceOrderButton } from './place-order-button/PlaceOrderButton.tsx'
import { card, cash, threeMethods } from './scriptedCheckout.fixture.ts'
import { scripted } from './scriptedProvider.fixture.ts'

const server = setupServer()
const open: { close(): Promise<void> }[] = []
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(async () => {
  await Promise.all(open.splice(0).map((checkout) => checkout.close()))
  server.resetHandlers()
})
afterAll(() => server.close())

function openCheckout() {
  const storage = createMemoryStorage()
  const baseUrl = new URL(fakeBasePath, location.href).href
  const checkout = createCheckout({ baseUrl, providers: [scripted], storage })
  open.push(checkout)
  return checkout
}

function createMemoryStorage() {
  const entries = new Map<string, string>()
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }
}

function Shop() {
  const [paymentId, setPaymentId] = useState<string>()
  const { refetch } = usePaymentMethods()
  if (paymentId) return <PaymentStatus paymentId={paymentId} />
  return (
    <>
      <PaymentMethodSelector />
      <PlaceOrderButton onOrder={(order) => setPaymentId(order.paymentId)} />
      <button type="button" onClick={() => void refetch()}>
        Change the cart
      </button>
    </>
  )
}

async function openShop(options: Partial<FakeWorldOptions> = {}) {
  const world = createFakeWorld({ list: threeMethods, ...options })
  server.use(...world.handlers)
  const checkout = openCheckout()
  render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <Shop />
      </CheckoutProvider>
    </StrictMode>,
  )
  const user = userEvent.setup()
  await screen.findByRole('radio', { name: 'Card' })
  return { world, user }
}

async function typeCard(user: ReturnType<typeof userEvent.setup>) {
  await user.click(screen.getByRole('radio', { name: 'Card' }))
  await user.type(await screen.findByLabelText('Card number'), '4111')
}

/** The button by its name, once it can be pressed. */
async function pressable(name: string) {
  const button = await screen.findByRole('button', { name })
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'))
  return button
}

const pay = () => pressable('Pay €19.99')

const paid = { outcome: { outcome: 'pending' as const } }

test('a card order: chosen, filled in, placed once, and paid without a reload', async () => {
  const { world, user } = await openShop({ answers: [paid] })
  await typeCard(user)
  await user.dblClick(await pay())
  expect(await screen.findByRole('region', { name: 'Payment status' })).toBeInTheDocument()
  expect(world.attempts).toEqual([
    expect.objectContaining({
      provider: 'sandbox',
      method: 'card',
      quote: 'quote-card',
      data: { token: 'tok_4111' },
    }),
  ])
  world.tell({ status: 'paid', settled: true })
  expect(await screen.findByText('Thank you. Your payment has arrived.')).toBeInTheDocument()
})

test('choosing asks the backend once, even under StrictMode (B11)', async () => {
  const { world, user } = await openShop()
  await user.click(screen.getByRole('radio', { name: 'Card' }))
  await screen.findByLabelText('Card number')
  expect(world.calls.filter((call) => call.startsWith('POST'))).toEqual(['POST /methods/sandbox/card'])
})

test('a press with an empty form sends nothing and puts the focus into the form', async () => {
  const { world, user } = await openShop()
  await user.click(screen.getByRole('radio', { name: 'Card' }))
  const field = await screen.findByLabelText('Card number')
  await user.click(await screen.findByRole('button', { name: 'Pay €19.99' }))
  await waitFor(() => expect(field).toHaveFocus())
  expect(await screen.findByText('Please check your payment details.')).toBeInTheDocument()
  expect(world.attempts).toEqual([])
})

test('after a refusal the fields are kept, and another method is one click away', async () => {
  const refused = {
    outcome: { outcome: 'failed' as const, error: { code: 'declined', retry: 'same' as const } },
  }
  const placed = { outcome: { outcome: 'complete' as const } }
  const { world, user } = await openShop({ answers: [refused, placed] })
  await typeCard(user)
  await user.click(await pay())
  expect(await screen.findByText(/Your payment was declined/)).toBeInTheDocument()
  expect(screen.getByLabelText('Card number')).toHaveValue('4111')
  await user.click(screen.getByRole('radio', { name: cash.title }))
  await user.click(await pressable('Place order'))
  expect(await screen.findByRole('region', { name: 'Payment status' })).toBeInTheDocument()
  expect(world.attempts.map(({ method }) => method)).toEqual(['card', 'cash'])
})

test('a changed cart reaches the mounted fields', async () => {
  const { world, user } = await openShop()
  await typeCard(user)
  expect(screen.getByText('in the frame: 1999')).toBeInTheDocument()
  const total = { value: 3998, currency: 'EUR' }
  world.setList({ ...threeMethods, methods: [{ ...card, total, quote: 'quote-new' }, cash] })
  await user.click(screen.getByRole('button', { name: 'Change the cart' }))
  expect(await screen.findByText('in the frame: 3998')).toBeInTheDocument()
  expect(screen.getByLabelText('Card number')).toHaveValue('4111')
  expect(screen.getByRole('button', { name: 'Pay €39.98' })).toBeInTheDocument()
})

test('a total that changed meanwhile is shown, accepted, and only then charged', async () => {
  const total = { value: 2149, currency: 'EUR' }
  const methods = [{ ...card, total, quote: 'quote-new' }, cash]
  const { world, user } = await openShop({
    answers: [{ problem: 'amount-changed', status: 409, details: { methods, total } }, paid],
  })
  await typeCard(user)
  world.setList({ ...threeMethods, methods })
  await user.click(await pay())
  expect(await screen.findByText('The new total is €21.49. Nothing has been charged.')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Continue with €21.49' }))
  const button = await pressable('Pay €21.49')
  expect(button).toHaveFocus()
  await user.click(button)
  await screen.findByRole('region', { name: 'Payment status' })
  expect(world.attempts.map(({ quote }) => quote)).toEqual(['quote-card', 'quote-new'])
})

test('a method that no provider draws can be ordered by', async () => {
  const pickup = {
    ...cash,
    provider: 'elsewhere',
    method: 'pickup',
    title: 'Pay at pickup',
    quote: 'quote-pickup',
  }
  const { world, user } = await openShop({ list: { ...threeMethods, methods: [card, pickup] } })
  await user.click(screen.getByRole('radio', { name: 'Pay at pickup' }))
  await user.click(await pressable('Place order'))
  await screen.findByRole('region', { name: 'Payment status' })
  expect(world.attempts).toEqual([expect.objectContaining({ provider: 'elsewhere', data: {} })])
})

test('a list that cannot be had is asked for again by the shopper', async () => {
  const world = createFakeWorld({ list: { problem: 'session-expired', status: 401 } })
  server.use(...world.handlers)
  const checkout = openCheckout()
  render(
    <CheckoutProvider checkout={checkout}>
      <PaymentMethodSelector />
    </CheckoutProvider>,
  )
  const retry = await screen.findByRole('button', { name: 'Try again' })
  world.setList(threeMethods)
  await userEvent.click(retry)
  await waitFor(() => expect(screen.getByRole('radio', { name: 'Card' })).toHaveFocus())
})
