import { PaymentError } from '@payloom/core'
import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout, type ScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import { StoredMethods } from './StoredMethods.tsx'

async function show(checkout: ScriptedCheckout = createScriptedCheckout()) {
  render(
    <CheckoutProvider checkout={checkout}>
      <StoredMethods />
    </CheckoutProvider>,
    { reactStrictMode: true },
  )
  await screen.findByRole('region', { name: 'Saved payment methods' })
  return { checkout, user: userEvent.setup() }
}

const button = (name: string) => screen.getByRole('button', { name })

test('a stored method is deleted after one more question, and the focus stays in the list', async () => {
  const { checkout, user } = await show()
  expect(await screen.findAllByRole('listitem')).toHaveLength(2)
  await user.click(button('Delete Visa ending in 1111'))
  expect(screen.getByRole('group', { name: 'Delete Visa ending in 1111?' })).toBeInTheDocument()
  expect(button('Keep')).toHaveFocus()
  expect(checkout.calls).not.toContain('deleteStoredMethod sm_1')
  await user.click(button('Delete'))
  expect(await screen.findByText('Visa ending in 1111 has been deleted.')).toHaveAttribute(
    'aria-live',
    'polite',
  )
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
  expect(screen.getByRole('region')).toContainElement(document.activeElement as HTMLElement)
})

test('a list that appears leaves the focus where it is', async () => {
  await show()
  expect(await screen.findAllByRole('listitem')).toHaveLength(2)
  expect(document.body).toHaveFocus()
})

test('the shopper may keep it after all, and is where they were', async () => {
  const { checkout, user } = await show()
  await user.click(await screen.findByRole('button', { name: 'Delete Visa ending in 1111' }))
  await user.click(button('Keep'))
  expect(button('Delete Visa ending in 1111')).toHaveFocus()
  expect(checkout.calls.filter((call) => call.startsWith('delete'))).toEqual([])
})

test('what could not be deleted stays, and says so', async () => {
  const checkout = createScriptedCheckout()
  checkout.deleteStoredMethod = () =>
    Promise.reject(new PaymentError({ message: 'no', code: 'offline', origin: 'network' }))
  const { user } = await show(checkout)
  await user.click(await screen.findByRole('button', { name: 'Delete Visa ending in 1111' }))
  await user.click(button('Delete'))
  expect(await screen.findByText(/Visa ending in 1111 could not be deleted/)).toBeInTheDocument()
  expect(button('Delete Visa ending in 1111')).toBeInTheDocument()
})

test('an account without stored methods says so', async () => {
  const checkout = createScriptedCheckout()
  checkout.loadStoredMethods = async () => []
  await show(checkout)
  expect(await screen.findByText('You have no saved payment methods.')).toBeInTheDocument()
  expect(screen.getByRole('region')).toHaveAttribute('data-state', 'empty')
})

test('a list that did not come can be asked for again', async () => {
  const checkout = createScriptedCheckout()
  const { loadStoredMethods } = checkout
  checkout.loadStoredMethods = () =>
    Promise.reject(new PaymentError({ message: 'no', code: 'offline', origin: 'network' }))
  const { user } = await show(checkout)
  expect(await screen.findByRole('alert')).toHaveTextContent('You are offline.')
  checkout.loadStoredMethods = loadStoredMethods
  await user.click(button('Try again'))
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2))
})
