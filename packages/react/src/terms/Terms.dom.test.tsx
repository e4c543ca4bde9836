import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { PlaceOrderButton } from '../place-order-button/PlaceOrderButton.tsx'
import { card, createScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import { StoreCheckbox } from '../store-checkbox/StoreCheckbox.tsx'
import { Terms } from './Terms.tsx'

async function show() {
  const checkout = createScriptedCheckout()
  checkout.setSelection({ method: { ...card, isStorable: true }, panel: { status: 'none' } })
  checkout.setSubmit({ canSubmit: false, reasons: ['consent'] })
  const { unmount } = render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <Terms>
          I accept the <a href="#terms">terms</a>.
        </Terms>
        <Terms name="age">I am of age.</Terms>
        <Terms name="news" isRequired={false}>
          Send me news.
        </Terms>
        <StoreCheckbox />
        <PlaceOrderButton />
      </CheckoutProvider>
    </StrictMode>,
  )
  const button = await screen.findByRole('button', { name: 'Pay €19.99' })
  const box = (name: string) => screen.getByRole('checkbox', { name })
  return { checkout, button, box, user: userEvent.setup(), unmount }
}

test('what the shopper agrees to is sent by name, required unless said otherwise', async () => {
  const { checkout, box, user, unmount } = await show()
  expect(box('I accept the terms.')).toBeRequired()
  expect(box('Send me news.')).not.toBeRequired()
  await user.click(box('I am of age.'))
  expect(checkout.terms.getState().consents).toEqual({
    terms: { given: false, isRequired: true },
    age: { given: true, isRequired: true },
    news: { given: false, isRequired: false },
  })
  unmount()
  expect(checkout.terms.getState().consents).toEqual({})
})

test('an order without a consent says what is missing and leads to the first one, at every try', async () => {
  const { checkout, button, box, user } = await show()
  expect(button).toHaveAccessibleDescription('Please agree to what is asked above first.')
  await user.click(button)
  expect(checkout.calls).not.toContain('validate')
  const terms = box('I accept the terms.')
  expect(terms).toHaveFocus()
  expect(terms).toBeInvalid()
  expect(terms).toHaveAccessibleDescription('Please tick this box to go on.')
  expect(box('Send me news.')).toBeValid()
  await user.click(terms)
  expect(terms).toBeValid()
  // Ticking one box does not take the focus to the other.
  expect(terms).toHaveFocus()
  await user.click(button)
  expect(box('I am of age.')).toHaveFocus()
  await user.click(button)
  expect(box('I am of age.')).toHaveFocus()
})

test('an order by a method’s own button leads to what is missing too', async () => {
  const { checkout, box } = await show()
  await act(() => checkout.placeOrder())
  expect(box('I accept the terms.')).toHaveFocus()
})

test('a method that can be kept is kept if the shopper says so, and another is asked for anew', async () => {
  const { checkout, box, user } = await show()
  const keep = 'Save this payment method for next time'
  await user.click(box(keep))
  expect(checkout.terms.getState().store).toBe(true)
  act(() => checkout.setSelection({ method: card }))
  expect(screen.queryByRole('checkbox', { name: keep })).not.toBeInTheDocument()
  expect(checkout.terms.getState().store).toBe(false)
})

test.each([
  [
    'a stored method',
    { stored: { id: 'sm_1', provider: 'sandbox', method: 'card', title: 'Card', needsCvc: false } },
  ],
  ['a set-up', { kind: 'setup' }],
] as const)('%s asks for no keeping', async (_, selection) => {
  const { checkout } = await show()
  act(() => checkout.setSelection(selection))
  expect(screen.queryByRole('checkbox', { name: /Save this/ })).not.toBeInTheDocument()
})
