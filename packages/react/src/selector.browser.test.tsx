import type { MethodList } from '@payloom/core/contract'
import { cleanup, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { CheckoutProvider } from './checkout-provider/CheckoutProvider.tsx'
import { ExpressRow } from './express-row/ExpressRow.tsx'
import { PaymentMethodSelector } from './payment-method-selector/PaymentMethodSelector.tsx'
import { PlaceOrderButton } from './place-order-button/PlaceOrderButton.tsx'
import {
  card,
  cash,
  createScriptedCheckout,
  payButton,
  storedMastercard,
  storedVisa,
  threeMethods,
} from './scriptedCheckout.fixture.ts'
import './styles.css'

afterEach(cleanup)

const list: MethodList = {
  ...threeMethods,
  methods: [card, cash, payButton],
  stored: [storedVisa, storedMastercard],
}

async function openShop(given: MethodList | Promise<MethodList> = list) {
  const checkout = createScriptedCheckout(given)
  render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <ExpressRow skeletonButtons={1} />
        <PaymentMethodSelector skeletonRows={3} />
        <PlaceOrderButton />
        <p>below</p>
      </CheckoutProvider>
    </StrictMode>,
  )
  return checkout
}

const checked = () => screen.getByRole('radio', { checked: true })
const box = (element: HTMLElement) => {
  const { top, left, width, height } = element.getBoundingClientRect()
  return { top, left, width, height }
}

test('stored and other methods are one radio group: one stop for Tab, and arrows go through both', async () => {
  await openShop()
  await userEvent.click(page.getByRole('radio', { name: 'Mastercard ending in 4444' }))
  const names: string[] = []
  for (let press = 0; press < 4; press++) {
    await userEvent.keyboard('{ArrowDown}')
    expect(checked()).toHaveFocus()
    names.push(checked().closest('.payloom-method')?.getAttribute('data-method') ?? '')
  }
  expect(names).toEqual(['card', 'cash', 'paybutton', 'card'])
  expect(checked()).toBe(screen.getByRole('radio', { name: 'Visa ending in 1111' }))
  // A stored card that asks for nothing: the next stop is the button.
  await userEvent.keyboard('{Tab}')
  expect(screen.getByRole('button', { name: 'Pay €19.99' })).toHaveFocus()
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  expect(checked()).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{Tab}')
  expect(screen.getByRole('textbox', { name: 'Card number' })).toHaveFocus()
})

test('the method’s own button stands exactly where the page’s stood, while it loads too', async () => {
  // Wide enough for every panel's sentence to be one line.
  await page.viewport(800, 900)
  const checkout = await openShop()
  await userEvent.click(page.getByRole('radio', { name: cash.title }))
  const place = () => box(screen.getByText('below'))
  const before = { button: box(screen.getByRole('button', { name: 'Place order' })), below: place() }
  await userEvent.click(page.getByRole('radio', { name: 'Sandbox Pay' }))
  const own = screen.getAllByRole('button', { name: 'Pay with Sandbox' }).at(-1) as HTMLElement
  expect({ button: box(own), below: place() }).toEqual(before)
  checkout.setPanel({ status: 'loading' })
  await expect.poll(() => own.checkVisibility({ visibilityProperty: true })).toBe(false)
  expect(place()).toEqual(before.below)
})

test('express buttons and list come without a shift of what stands below them', async () => {
  const { promise, resolve } = Promise.withResolvers<MethodList>()
  const checkout = await openShop(promise)
  await screen.findByText('Express checkout')
  const top = () => screen.getByText('below').getBoundingClientRect().top
  const before = top()
  resolve({ ...list, stored: [] })
  await screen.findByRole('radio', { name: 'Sandbox Pay' })
  expect(top()).toBe(before)
  checkout.setExpressPanel({ status: 'ready', presentation: 'button' })
  await expect
    .poll(() => screen.getByRole('button', { name: 'Pay with Sandbox' }).checkVisibility())
    .toBe(true)
  expect(top()).toBe(before)
})
