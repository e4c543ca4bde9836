import { otherAttemptId, type Scenario } from '@payloom/testing'
import { act, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { openShop } from '../openShop.fixture.tsx'
import { PaymentStatus } from '../payment-status/PaymentStatus.tsx'
import { PlaceOrderButton } from '../place-order-button/PlaceOrderButton.tsx'
import { PaymentBlocked } from './PaymentBlocked.tsx'

function OrderPage() {
  const [paymentId, setPaymentId] = useState<string>()
  if (paymentId) return <PaymentStatus paymentId={paymentId} />
  return <PlaceOrderButton onOrder={(order) => setPaymentId(order.paymentId)} />
}

const question = 'Another payment is still open'

async function openBlocked(scenario: Scenario) {
  const shop = await openShop({ scenario })
  await shop.chooseCard()
  await shop.user.click(await shop.pressable('Pay €19.99'))
  return shop
}

test.each([
  ['in-progress-redirect', /^A payment by Bank transfer is still open, perhaps in another window/],
  ['in-progress-action', /^A payment by Card is still open/],
  ['in-progress-display', /^A payment by QR code is still open/],
] as const)(
  '%s: what stands in the way is asked calmly, and one press ends it and pays here (B2)',
  async (scenario, text) => {
    const { world, user, orders } = await openBlocked(scenario)
    const box = await screen.findByRole('group', { name: question })
    expect(screen.getByText(question)).toHaveFocus()
    expect(screen.getByText(text).closest('[role=status]')).toHaveTextContent(
      'If you pay here, it ends: you do not pay twice.',
    )
    expect(screen.queryByText(/went wrong|declined|failed/i)).not.toBeInTheDocument()
    expect(screen.getByRole('alert')).toBeEmptyDOMElement()
    expect(screen.queryByRole('button', { name: /^Pay/ })).not.toBeInTheDocument()
    expect(orders).toEqual([])
    await user.click(screen.getByRole('button', { name: 'End it and pay €19.99' }))
    await waitFor(() => expect(orders).toHaveLength(1))
    expect(box).not.toBeInTheDocument()
    expect(world.attempts.map(({ supersede }) => supersede)).toEqual([undefined, otherAttemptId])
    expect(world.payment()).toMatchObject({
      status: 'paid',
      attempts: [{ status: 'canceled' }, { status: 'paid' }],
    })
  },
)

test('an order that stands already is told as such, and is paid here instead by one press', async () => {
  const { world, user, orders } = await openBlocked('in-progress-placed')
  await screen.findByRole('group', { name: 'Your order is already placed' })
  expect(screen.getByText(/^It will be paid by Cash on delivery\./)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Pay €19.99 instead' }))
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.payment().status).toBe('paid')
})

test('a page that places one is asked there, and not at the button too', async () => {
  const children = (
    <>
      <PaymentBlocked className="ours" />
      <PlaceOrderButton />
    </>
  )
  const { world, user, chooseCard, pressable } = await openShop({
    scenario: 'in-progress-redirect',
    children,
  })
  await chooseCard()
  await user.click(await pressable('Pay €19.99'))
  expect(await screen.findByRole('group', { name: question })).toHaveClass('ours')
  await user.click(screen.getByRole('button', { name: 'End it and pay €19.99' }))
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
  expect(world.attempts).toHaveLength(2)
})

test('the question is answered by keyboard alone, and the focus goes to the button that pays', async () => {
  const { user } = await openBlocked('in-progress-redirect')
  await screen.findByRole('group', { name: question })
  await user.keyboard('{Escape}')
  expect(screen.getByText(question)).toHaveFocus()
  await user.tab()
  expect(screen.getByRole('button', { name: 'End it and pay €19.99' })).toHaveFocus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByRole('button', { name: 'Order placed' })).toHaveFocus())
})

test('five presses on the answer end one payment and place one order (B1)', async () => {
  const { world, user, orders } = await openBlocked('in-progress-redirect')
  const answer = await screen.findByRole('button', { name: 'End it and pay €19.99' })
  act(() => {
    for (let press = 0; press < 5; press++) answer.click()
  })
  await user.keyboard('{Enter}')
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.attempts).toHaveLength(2)
})

test('finished in the other window, this page follows by itself (B2)', async () => {
  const { world, orders } = await openBlocked('in-progress-redirect')
  await screen.findByRole('group', { name: question })
  act(() => world.hear('captured', undefined, otherAttemptId))
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
  expect(screen.queryByRole('group', { name: question })).not.toBeInTheDocument()
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.attempts).toHaveLength(1)
})

test('ended in the other window, the question goes away and the page’s button has the focus again', async () => {
  const { world, pressable } = await openBlocked('in-progress-redirect')
  await screen.findByRole('group', { name: question })
  act(() => world.hear('canceled', undefined, otherAttemptId))
  expect(await pressable('Pay €19.99')).toHaveFocus()
  expect(screen.queryByRole('group', { name: question })).not.toBeInTheDocument()
})

test('whoever writes elsewhere in the page is not torn away by the question', async () => {
  const shop = await openShop({ scenario: 'in-progress-redirect' })
  await shop.chooseCard()
  const button = await shop.pressable('Pay €19.99')
  const note = document.body.appendChild(document.createElement('textarea'))
  note.focus()
  act(() => button.click())
  await screen.findByRole('group', { name: question })
  expect(note).toHaveFocus()
  note.remove()
})

test('a method with a button of its own: the other payment is agreed to be ended, then that button pays', async () => {
  const { world, user, orders, wallet } = await openShop({ scenario: 'in-progress-redirect' })
  await user.click(screen.getByRole('radio', { name: 'Scripted Pay' }))
  const own = await screen.findByRole('button', { name: 'Pay with Scripted' })
  await user.click(own)
  await user.click(await screen.findByRole('button', { name: 'End it' }))
  expect(wallet.log).toContain('refused attempt-in-progress')
  const hint = screen.getByText('Now pay with the Scripted Pay button.')
  expect(hint).toHaveFocus()
  expect(hint).toHaveAttribute('aria-live', 'polite')
  expect(own).toBeInTheDocument()
  await user.click(own)
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.attempts.map(({ supersede }) => supersede)).toEqual([undefined, otherAttemptId])
})

test('while the question stands, the own button is out of reach and its session stays', async () => {
  const { user, container, wallet } = await openShop({ scenario: 'in-progress-redirect' })
  await user.click(screen.getByRole('radio', { name: 'Scripted Pay' }))
  await user.click(await screen.findByRole('button', { name: 'Pay with Scripted' }))
  await screen.findByRole('group', { name: question })
  expect(container.querySelector('.payloom-own-button')).toHaveAttribute('data-state', 'held')
  expect(wallet.log.filter((line) => line.startsWith('create'))).toHaveLength(1)
})

test('a company that takes the ended payment’s money all the same: the status says that it is sent back', async () => {
  const children = <OrderPage />
  const { user, chooseCard, pressable } = await openShop({ scenario: 'late-success', children })
  await chooseCard()
  await user.click(await pressable('Pay €19.99'))
  await user.click(await screen.findByRole('button', { name: 'End it and pay €19.99' }))
  expect(await screen.findByText(/^Your payment has arrived twice/)).toBeInTheDocument()
  expect(screen.getByRole('region', { name: 'Payment status' })).toHaveAttribute('data-status', 'paid')
})
