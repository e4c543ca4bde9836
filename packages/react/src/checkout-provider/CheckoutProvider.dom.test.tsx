import { act, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { PaymentMethodSelector } from '../payment-method-selector/PaymentMethodSelector.tsx'
import { PaymentStatus } from '../payment-status/PaymentStatus.tsx'
import { PlaceOrderButton } from '../place-order-button/PlaceOrderButton.tsx'
import { card, createScriptedCheckout, threeMethods } from '../scriptedCheckout.fixture.ts'
import { CheckoutProvider, type CheckoutProviderProps } from './CheckoutProvider.tsx'

function page(props: CheckoutProviderProps) {
  return (
    <StrictMode>
      <CheckoutProvider {...props}>
        <PaymentMethodSelector />
        <PlaceOrderButton />
      </CheckoutProvider>
    </StrictMode>
  )
}

async function show(props: Partial<CheckoutProviderProps> = {}) {
  const checkout = createScriptedCheckout(threeMethods)
  const view = render(page({ checkout, ...props }))
  await screen.findByRole('radio', { name: 'Card' })
  const loads = () => checkout.calls.filter((call) => call === 'loadMethodList').length
  return { checkout, loads, view }
}

function comeBack(persisted: boolean) {
  act(() => {
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))
  })
}

test('the list is asked for once, also under StrictMode', async () => {
  const { loads } = await show()
  expect(loads()).toBe(1)
})

test('a page out of the back/forward cache asks for the list again', async () => {
  const { loads } = await show()
  comeBack(false)
  expect(loads()).toBe(1)
  comeBack(true)
  await waitFor(() => expect(loads()).toBe(2))
})

test('a page that shows no list asks for none, however often it is looked at', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  render(
    <CheckoutProvider checkout={checkout}>
      <PaymentStatus paymentId="payment-1" />
    </CheckoutProvider>,
  )
  await screen.findByRole('region', { name: 'Payment status' })
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  comeBack(true)
  await act(async () => {})
  expect(checkout.calls).not.toContain('loadMethodList')
})

test('a total that changed, and a method that went away, make the list be asked for again', async () => {
  const { checkout, loads } = await show()
  act(() => checkout.setAttempt({ phase: 'reviewing', newTotal: { value: 2149, currency: 'EUR' } }))
  await waitFor(() => expect(loads()).toBe(2))
  act(() =>
    checkout.setAttempt({ phase: 'ready', error: { code: 'method-unavailable', retry: 'other-method' } }),
  )
  await waitFor(() => expect(loads()).toBe(3))
})

test('the shop’s own words win over the locale’s', async () => {
  await show({ messages: { 'button.pay': 'Order for {amount}' } })
  expect(screen.getByRole('button', { name: 'Order for €19.99' })).toBeInTheDocument()
})

test('another checkout has a list of its own', async () => {
  const { view } = await show()
  const other = createScriptedCheckout({ ...threeMethods, methods: [{ ...card, title: 'Another card' }] })
  view.rerender(page({ checkout: other }))
  expect(await screen.findByRole('radio', { name: 'Another card' })).toBeInTheDocument()
  expect(screen.queryByRole('radio', { name: 'Bank transfer' })).not.toBeInTheDocument()
})
