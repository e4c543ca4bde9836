import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { openShop } from '../openShop.fixture.tsx'

afterEach(() => vi.restoreAllMocks())

function becomeOnline(isOnline: boolean) {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  act(() => void window.dispatchEvent(new Event(isOnline ? 'online' : 'offline')))
}

const wait = 'You are offline. You can go on here as soon as you are back; nothing has been sent.'

test('offline before the press: the button says so by itself, sends nothing, and comes back by itself (B7)', async () => {
  const { world, chooseCard, pressable, user, orders } = await openShop()
  await chooseCard()
  const button = await pressable('Pay €19.99')
  becomeOnline(false)
  expect(button).toHaveAttribute('aria-disabled', 'true')
  expect(button).toHaveAccessibleDescription(wait)
  expect(screen.getByText(wait, { selector: '[aria-live=polite]' })).toBeVisible()
  await user.click(button)
  await user.keyboard('{Enter}')
  becomeOnline(true)
  expect(button).toHaveAttribute('aria-disabled', 'false')
  expect(button).toHaveAccessibleDescription('')
  expect(screen.queryByText(wait)).not.toBeInTheDocument()
  // Nothing was queued: only a new press orders.
  expect(world.attempts).toEqual([])
  await user.click(button)
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.attempts).toHaveLength(1)
})

test('offline after the press: the page checks, and says that nobody has to pay again (A3, B7)', async () => {
  const { world, checkout, chooseCard, pressable, user, orders } = await openShop({ scenario: 'lost-answer' })
  await chooseCard()
  const stop = checkout.attempt.subscribe(({ phase }) => {
    if (phase === 'confirming') world.setScenario('outage')
  })
  await user.click(await pressable('Pay €19.99'))
  const checking = 'We are checking what became of your payment. You do not need to pay again.'
  expect(await screen.findByText(checking)).toHaveAttribute('aria-live', 'polite')
  expect(screen.getByRole('alert')).toBeEmptyDOMElement()
  becomeOnline(false)
  expect(screen.getByText(/^You are offline\. We check again once you are back/)).toBeVisible()
  stop()
  world.setScenario('approve')
  becomeOnline(true)
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.attempts).toHaveLength(1)
})

test('a wallet’s own button that is pressed offline is refused calmly, and the notice goes when the browser is back (B7)', async () => {
  const { world, user, wallet } = await openShop()
  await user.click(screen.getByRole('radio', { name: 'Scripted Pay' }))
  const own = await screen.findByRole('button', { name: 'Pay with Scripted' })
  becomeOnline(false)
  expect(screen.getByText(wait)).toHaveAttribute('aria-live', 'polite')
  await user.click(own)
  expect(wallet.log).toContain('refused offline')
  expect(screen.getByRole('alert')).toHaveTextContent('You are offline. Your order was not sent.')
  becomeOnline(true)
  expect(screen.getByRole('alert')).toBeEmptyDOMElement()
  expect(world.attempts).toEqual([])
})

test('offline while a question stands: it waits, and is answered when the browser is back (B7)', async () => {
  const { world, chooseCard, pressable, user, orders } = await openShop({ scenario: 'in-progress-redirect' })
  await chooseCard()
  await user.click(await pressable('Pay €19.99'))
  const answer = await screen.findByRole('button', { name: 'End it and pay €19.99' })
  becomeOnline(false)
  await user.click(answer)
  expect(answer).toHaveAccessibleDescription(wait)
  becomeOnline(true)
  await user.click(answer)
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.attempts).toHaveLength(2)
})
