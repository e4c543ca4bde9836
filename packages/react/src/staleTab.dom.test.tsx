import { createPaymentClient } from '@payloom/core'
import { type FakeWorld, fakeBasePath } from '@payloom/testing'
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenedShop, openShop, type ShopOptions } from './openShop.fixture.tsx'

async function openAndPress(options: ShopOptions): Promise<OpenedShop> {
  const shop = await openShop(options)
  await shop.chooseCard()
  await shop.user.click(await shop.pressable('Pay €19.99'))
  return shop
}

/** The browser brings the page back out of its back/forward cache. */
function comeBack() {
  act(() => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
}

/** Another window of the same browser pays, and ends what is open here. */
async function payElsewhere(world: FakeWorld, supersede: string | undefined) {
  world.setScenario('approve')
  const client = createPaymentClient({
    baseUrl: new URL(fakeBasePath, location.href).href,
    fetch: world.fetch,
  })
  const { payment, methods } = await client.loadMethodList({})
  const { provider = '', method = '', quote = '' } = methods[0] ?? {}
  const ref = { paymentId: payment?.paymentId ?? '', attemptId: 'b'.repeat(32) }
  const given = supersede === undefined ? {} : { supersede }
  await act(() => client.validate({ ...ref, provider, method, quote, purpose: 'pay', data: {}, ...given }))
}

test('a stale tab after payment in another one: a press pays nothing and leads to the order (B2)', async () => {
  const { world, orders } = await openAndPress({ scenario: 'already-paid' })
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
  await waitFor(() => expect(orders).toMatchObject([{ paymentId: 'payment-1', orderId: 'order-1' }]))
  expect(screen.getByRole('alert')).toBeEmptyDOMElement()
  expect(world.payment()).toMatchObject({ status: 'paid', attempts: [{ status: 'paid' }] })
})

test('a page that waits is told by itself that the payment was ended and made in another window (B2)', async () => {
  const { world, orders } = await openAndPress({ scenario: 'qr' })
  await screen.findByRole('button', { name: 'Choose another way to pay' })
  await payElsewhere(world, world.payment().attempts[0]?.attemptId)
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
  expect(screen.queryByText(/You canceled/)).not.toBeInTheDocument()
  expect(orders).toHaveLength(1)
})

test('Back from the bank out of the back/forward cache: no frozen spinner, the new amount, a live button (B4)', async () => {
  const { world, left, pressable, user, orders } = await openAndPress({ scenario: 'redirect' })
  await waitFor(() => expect(left).toHaveLength(1))
  expect(screen.getByRole('button', { name: 'Taking you to pay' })).toHaveAttribute('aria-busy', 'true')
  world.setTotal({ value: 2999, currency: 'EUR' })
  comeBack()
  const told = await screen.findByText('You canceled the payment. Nothing was charged.')
  expect(told.closest('[role=alert]')).not.toBeNull()
  expect(told.closest('[data-tone]')).toHaveAttribute('data-tone', 'neutral')
  const button = await pressable('Pay €29.99')
  world.setScenario('approve')
  await user.click(button)
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.payment()).toMatchObject({ status: 'paid', amounts: { captured: { value: 2999 } } })
})

test('Back from the bank with the question open: it stands, and is still true (B4)', async () => {
  const { user, orders } = await openAndPress({ scenario: 'in-progress-redirect' })
  await screen.findByRole('group', { name: 'Another payment is still open' })
  comeBack()
  await user.click(await screen.findByRole('button', { name: 'End it and pay €19.99' }))
  await waitFor(() => expect(orders).toHaveLength(1))
})

test('a total that changed under a stored method is accepted, and what was accepted is what is sent (B12)', async () => {
  const { world, user, pressable, orders } = await openShop({ scenario: 'stored' })
  await user.click(screen.getByRole('radio', { name: /Visa/ }))
  await user.type(await screen.findByLabelText(/./, { selector: 'input:not([type=radio])' }), '123')
  const button = await pressable('Pay €19.99')
  world.setTotal({ value: 2149, currency: 'EUR' })
  await user.click(button)
  expect(await screen.findByText('The new total is €21.49. Nothing has been charged.')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Continue with €21.49' }))
  expect(await pressable('Pay €21.49')).toHaveFocus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(orders).toHaveLength(1))
  const [first, second] = world.attempts
  expect(second?.quote).not.toBe(first?.quote)
  expect(world.payment().amounts.captured.value).toBe(2149)
})

test('a total that changed under a wallet’s sheet: the sheet fails, and the page asks for the new total (B12)', async () => {
  const { world, wallet, user, orders } = await openShop({ scenario: 'amount-changed' })
  await user.click(screen.getByRole('radio', { name: 'Scripted Pay' }))
  const own = await screen.findByRole('button', { name: 'Pay with Scripted' })
  await user.click(own)
  expect(await screen.findByText('The new total is €21.49. Nothing has been charged.')).toBeInTheDocument()
  expect(wallet.log).toContain('refused amount-changed')
  await user.click(screen.getByRole('button', { name: 'Continue with €21.49' }))
  expect(screen.getByText('Now pay with the Scripted Pay button.')).toHaveFocus()
  await user.click(own)
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.payment().amounts.captured.value).toBe(2149)
})
