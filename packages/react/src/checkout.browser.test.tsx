import { createCheckout } from '@payloom/core'
import { createFakeWorld, type FakeAnswer, fakeBasePath } from '@payloom/testing'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { setupWorker } from 'msw/browser'
import { StrictMode } from 'react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { CheckoutProvider } from './checkout-provider/CheckoutProvider.tsx'
import { type PlacedOrder, PlaceOrderButton } from './index.ts'
import { PaymentMethodSelector } from './payment-method-selector/PaymentMethodSelector.tsx'
import { threeMethods } from './scriptedCheckout.fixture.ts'
import { scripted } from './scriptedProvider.fixture.ts'
import './styles.css'

const worker = setupWorker()
beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))
afterEach(() => {
  cleanup()
  sessionStorage.clear()
  worker.resetHandlers()
})
afterAll(() => worker.stop())

const action: FakeAnswer = { outcome: { outcome: 'action', action: { type: 'scripted.challenge' } } }
const pending: FakeAnswer = { outcome: { outcome: 'pending' } }

async function openShop(answers: FakeAnswer[]) {
  const world = createFakeWorld({ list: threeMethods, answers })
  worker.use(...world.handlers)
  const orders: PlacedOrder[] = []
  const checkout = createCheckout({ baseUrl: fakeBasePath, providers: [scripted] })
  render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <PaymentMethodSelector />
        <PlaceOrderButton onOrder={(order) => orders.push(order)} />
      </CheckoutProvider>
    </StrictMode>,
  )
  await userEvent.click(page.getByRole('radio', { name: 'Card' }))
  await userEvent.fill(page.getByLabelText('Card number'), '4000')
  return { world, orders }
}

const pay = () => userEvent.click(page.getByRole('button', { name: 'Pay €19.99' }))

test('by keyboard alone: choose, fill in, pay, and confirm two challenges', async () => {
  const { world, orders } = await openShop([action, action, pending])
  await userEvent.keyboard('{Tab}')
  expect(screen.getByRole('button', { name: 'Pay €19.99' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  for (const _ of ['first', 'second']) {
    const approve = await screen.findByRole('button', { name: 'Approve' })
    await userEvent.keyboard('{Tab}')
    expect(approve).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(approve).not.toBeInTheDocument())
  }
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.attempts).toHaveLength(1)
  expect(world.calls.filter((call) => call.endsWith('/update'))).toHaveLength(2)
})

test('the list by keyboard: one stop for Tab, arrows move the choice, and only the open panel is on the way', async () => {
  await openShop([])
  await userEvent.click(page.getByRole('radio', { name: 'Card' }))
  await userEvent.keyboard('{ArrowDown}')
  expect(screen.getByRole('radio', { name: 'Cash on delivery' })).toHaveFocus()
  expect(screen.queryByLabelText('Card number')).toBeNull()
  await userEvent.keyboard('{Tab}')
  expect(await screen.findByRole('button', { name: 'Place order' })).toHaveFocus()
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  expect(screen.getByRole('radio', { name: 'Cash on delivery' })).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}')
  const field = await screen.findByLabelText('Card number')
  await userEvent.keyboard('{Tab}')
  expect(field).toHaveFocus()
})

test('a challenge closed with Esc takes the shopper back to the filled-in form', async () => {
  await openShop([action])
  await pay()
  await screen.findByRole('button', { name: 'Approve' })
  await userEvent.keyboard('{Escape}')
  expect(await screen.findByText('You canceled the payment. Nothing was charged.')).toBeVisible()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByLabelText('Card number')).toHaveValue('4000')
  expect(screen.getByRole('button', { name: 'Pay €19.99' })).toHaveFocus()
})

test('seven presses in one task place one order', async () => {
  const { world, orders } = await openShop([pending])
  const button = screen.getByRole('button', { name: 'Pay €19.99' })
  for (let press = 0; press < 7; press++) button.click()
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.attempts).toHaveLength(1)
})

test('the list comes without a shift of what stands below it', async () => {
  const world = createFakeWorld({ list: threeMethods })
  worker.use(...world.handlers)
  const checkout = createCheckout({ baseUrl: fakeBasePath, providers: [scripted] })
  render(
    <CheckoutProvider checkout={checkout}>
      <PaymentMethodSelector />
      <p>below</p>
    </CheckoutProvider>,
  )
  const top = () => screen.getByText('below').getBoundingClientRect().top
  await screen.findByText('Loading payment methods')
  const before = top()
  await screen.findByRole('radio', { name: 'Bank transfer' })
  expect(top()).toBe(before)
})
