import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { createMemoryStorage, openShop } from '../openShop.fixture.tsx'

const another = 'Choose another way to pay'

async function openWaiting(scenario: 'redirect' | 'qr') {
  const shop = await openShop({ scenario })
  await shop.chooseCard()
  await shop.user.click(await shop.pressable('Pay €19.99'))
  return shop
}

/** The shopper's patience, without waiting for it. */
async function wait(milliseconds: number) {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds))
}

test('a page that does not leave offers another way to pay after eight seconds, and not before (B5)', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  try {
    const { world, user, left } = await openWaiting('redirect')
    await waitFor(() => expect(left).toHaveLength(1))
    await wait(5_000)
    expect(screen.queryByRole('button', { name: another })).not.toBeInTheDocument()
    await wait(5_000)
    expect(screen.getByText(/^This takes longer than usual/)).toHaveAttribute('aria-live', 'polite')
    await user.click(screen.getByRole('button', { name: another }))
    expect(await screen.findByText('You canceled the payment. Nothing was charged.')).toBeInTheDocument()
    expect(world.payment().attempts).toMatchObject([{ status: 'canceled', live: false }])
  } finally {
    vi.useRealTimers()
  }
})

test('a code that nobody scans is left at once, and the focus goes to the other ways to pay', async () => {
  const { world, user, pressable } = await openWaiting('qr')
  await user.dblClick(await screen.findByRole('button', { name: another }))
  await waitFor(() => expect(screen.getByRole('radio', { name: 'Card' })).toHaveFocus())
  const told = screen.getByText('You canceled the payment. Nothing was charged.')
  expect(told.closest('[data-tone]')).toHaveAttribute('data-tone', 'neutral')
  expect(world.calls.filter((call) => call.endsWith('/cancel'))).toHaveLength(1)
  await user.click(screen.getByRole('radio', { name: 'Cash on delivery' }))
  world.setScenario('approve')
  await user.click(await pressable('Place order'))
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
})

test('what cannot be canceled any more is told as it is', async () => {
  const { world } = await openWaiting('qr')
  const button = await screen.findByRole('button', { name: another })
  act(() => {
    world.hear('captured')
    button.click()
  })
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: another })).not.toBeInTheDocument()
  expect(screen.queryByText(/You canceled/)).not.toBeInTheDocument()
})

test('after a reload the code that waits still has a way out (B3)', async () => {
  const storage = createMemoryStorage()
  const { world, user, checkout, chooseCard, pressable } = await openShop({ scenario: 'qr', storage })
  await chooseCard()
  await user.click(await pressable('Pay €19.99'))
  await screen.findByRole('button', { name: another })
  await checkout.close()
  cleanup()
  const { orders } = await openShop({ livesIn: world, storage })
  await user.click(await screen.findByRole('button', { name: another }))
  expect(await screen.findByText('You canceled the payment. Nothing was charged.')).toBeInTheDocument()
  expect(orders).toHaveLength(1)
  expect(world.payment().attempts).toMatchObject([{ status: 'canceled' }])
})
