import type { PaymentState } from '@payloom/core/contract'
import { act, render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout, paymentState } from '../scriptedCheckout.fixture.ts'
import { PaymentStatus } from './PaymentStatus.tsx'

const at = '2026-11-22T10:00:00Z'
const paid = (...fulfilment: PaymentState['fulfilment']) =>
  paymentState({ status: 'paid', settled: true, fulfilment })
const parcel = (number: string, name = 'PostNL') => ({ kind: 'shipped', at, tracking: { name, number } })

async function show(state: PaymentState, locale = 'en') {
  const checkout = { ...createScriptedCheckout(), locale }
  const tell = (next: PaymentState) =>
    act(() => checkout.setStatus('payment-1', { status: 'ready', state: next, connection: 'live' }))
  tell(state)
  const { container } = render(
    <CheckoutProvider checkout={checkout}>
      <PaymentStatus paymentId="payment-1" />
    </CheckoutProvider>,
    { reactStrictMode: true },
  )
  await screen.findByRole('status')
  const list = () => screen.queryByRole('list', { name: 'Shipping' })
  const news = () => container.querySelector('p[aria-live="polite"]')?.textContent
  return { tell, list, news }
}

test('an order that was not shipped shows nothing of it', async () => {
  const { list, news } = await show(paid())
  expect([list(), news()]).toEqual([null, ''])
})

test('a parcel that leaves while the page is open is shown with carrier and number, and announced', async () => {
  const { tell, list, news } = await show(paid())
  tell(paid(parcel('3SABC123')))
  expect(within(list() as HTMLElement).getByRole('listitem')).toHaveTextContent(
    'Shipped on November 22, 2026PostNL 3SABC123',
  )
  expect(news()).toBe('News of the shipping: Shipped on November 22, 2026 PostNL 3SABC123.')
  expect(screen.getByRole('status')).toHaveTextContent('Paid')
})

test('a number that comes later joins its parcel', async () => {
  const { tell, list } = await show(paid({ kind: 'shipped', at }))
  expect(list()).toHaveTextContent('Shipped on November 22, 2026')
  tell(
    paid({ kind: 'shipped', at }, { kind: 'tracking_added', at, tracking: { name: 'DHL', number: '00340' } }),
  )
  expect(within(list() as HTMLElement).getAllByRole('listitem')).toHaveLength(1)
  expect(list()).toHaveTextContent('DHL 00340')
})

test('what was shipped before the page came is no news', async () => {
  const { list, news } = await show(paid(parcel('1'), parcel('2', 'DHL')), 'nl_NL')
  expect(within(list() as HTMLElement).getAllByRole('listitem')).toHaveLength(2)
  expect(list()).toHaveTextContent('22 november 2026')
  expect(news()).toBe('')
})

test('carrier and number are text, whatever is in them (G1)', async () => {
  const { list } = await show(paid(parcel('<img src=x onerror=alert(1)>', '<b>\u202EPost</b>')))
  expect(list()).toHaveTextContent('<b>\u202EPost</b> <img src=x onerror=alert(1)>')
  expect(list()?.querySelector('img, b, a')).toBeNull()
})

test('a number can be copied, and a part of the money is refunded beside the parcel', async () => {
  const { amounts } = paymentState()
  const refunded = { ...amounts, refunded: { value: 500, currency: 'EUR' } }
  const { list } = await show({
    ...paid(parcel('3SABC123')),
    status: 'partially_refunded',
    amounts: refunded,
  })
  expect(screen.getByRole('status')).toHaveTextContent('€5.00 has been sent back to you.')
  expect(within(list() as HTMLElement).getByText('3SABC123')).toBeInTheDocument()
})
