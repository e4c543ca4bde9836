import type { MethodList } from '@payloom/core/contract'
import { act, render, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout, payButton, threeMethods } from '../scriptedCheckout.fixture.ts'
import { ExpressRow } from './ExpressRow.tsx'

const withButton: MethodList = { ...threeMethods, methods: [payButton, ...threeMethods.methods] }

function show(list: MethodList | Promise<MethodList>, skeletonButtons?: number) {
  const checkout = createScriptedCheckout(list)
  const { unmount, container } = render(
    <CheckoutProvider checkout={checkout}>
      <ExpressRow skeletonButtons={skeletonButtons} />
    </CheckoutProvider>,
    { reactStrictMode: true },
  )
  const mounted = () =>
    checkout.calls.filter((call) => call === 'mountExpress sandbox/paybutton').length -
    checkout.calls.filter((call) => call === 'unmountExpress sandbox/paybutton').length
  return { checkout, mounted, unmount, container }
}

test('an express method has its own button in the row, once, and takes it back when the row goes', async () => {
  const { checkout, mounted, unmount } = show(withButton)
  act(() => checkout.setExpressPanel({ status: 'loading' }))
  const row = await screen.findByRole('region', { name: 'Express checkout' })
  expect(screen.getByText('Loading Sandbox Pay')).toBeInTheDocument()
  act(() => checkout.setExpressPanel({ status: 'ready', presentation: 'button' }))
  expect(screen.queryByText('Loading Sandbox Pay')).not.toBeInTheDocument()
  expect(row).toContainElement(screen.getByRole('button', { name: 'Pay with Sandbox' }))
  expect(mounted()).toBe(1)
  unmount()
  expect(mounted()).toBe(0)
})

test('where no express method is offered there is no row', async () => {
  const { checkout, container } = show(threeMethods)
  await waitFor(() => expect(checkout.calls).toContain('loadMethodList'))
  expect(container).toBeEmptyDOMElement()
})

test('a button that failed leaves the row: its method is in the list', async () => {
  const { checkout } = show(withButton)
  await screen.findByRole('region', { name: 'Express checkout' })
  act(() => checkout.setExpressPanel({ status: 'error', error: { code: 'script-blocked', retry: 'same' } }))
  expect(screen.queryByRole('region')).not.toBeInTheDocument()
})

test('as many places as the page expects stand ready while the list loads', async () => {
  const { promise, resolve } = Promise.withResolvers<MethodList>()
  const { container } = show(promise, 2)
  expect(container.querySelectorAll('.payloom-button[data-state="loading"]')).toHaveLength(2)
  await act(async () => resolve(threeMethods))
  await waitFor(() => expect(container).toBeEmptyDOMElement())
})
