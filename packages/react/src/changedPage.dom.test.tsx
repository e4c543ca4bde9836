import { act, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { CheckoutProvider } from './checkout-provider/CheckoutProvider.tsx'
import { createMemoryStorage, openShop } from './openShop.fixture.tsx'
import { PlaceOrderButton } from './place-order-button/PlaceOrderButton.tsx'

afterEach(() => vi.restoreAllMocks())

/** What a browser's translation does: every text becomes two elements around it, unless it says that it is not to be translated. */
function translate(root: HTMLElement) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (texts.nextNode()) found.push(texts.currentNode as Text)
  for (const text of found) {
    if (!text.data.trim() || text.parentElement?.closest('[translate=no], script, font')) continue
    const font = document.createElement('font')
    const inner = document.createElement('font')
    text.replaceWith(font)
    inner.textContent = `« ${text.data} »`
    font.append(inner)
  }
}

/** What a password manager does: elements of its own beside fields, and values that no key typed. */
function fillIn(root: HTMLElement) {
  for (const field of root.querySelectorAll('input')) {
    field.insertAdjacentHTML('afterend', '<div data-manager="1"></div>')
    field.setAttribute('data-manager', 'filled')
  }
}

test('a page that is translated and filled in by others is paid on, and its amounts stay what they are (B16)', async () => {
  const errors = vi.spyOn(console, 'error')
  const { world, container, chooseCard, pressable, user, orders } = await openShop({
    scenario: 'amount-changed',
  })
  const disturb = () => {
    translate(container)
    fillIn(container)
  }
  await chooseCard()
  disturb()
  await user.click(screen.getByRole('button', { name: 'Pay €19.99' }))
  await screen.findByRole('button', { name: 'Continue with €21.49' })
  disturb()
  expect(screen.getByText('The new total is €21.49. Nothing has been charged.')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Continue with €21.49' }))
  disturb()
  world.answerNext({ outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } } })
  await user.click(await pressable('Pay €21.49'))
  await screen.findByText(/Your payment was declined/)
  disturb()
  world.setScenario('in-progress-redirect')
  await user.click(await pressable('Pay €21.49'))
  await screen.findByRole('button', { name: 'End it and pay €21.49' })
  disturb()
  await user.click(screen.getByRole('button', { name: 'End it and pay €21.49' }))
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
  expect(world.payment().status).toBe('paid')
  expect(errors).not.toHaveBeenCalled()
})

test('with the storage blocked or full a page pays all the same (B10)', async () => {
  const refuse = () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
  }
  const storage = { getItem: refuse, setItem: refuse, removeItem: refuse }
  const { world, chooseCard, pressable, user, orders } = await openShop({ storage })
  await chooseCard()
  await user.click(await pressable('Pay €19.99'))
  await waitFor(() => expect(orders).toHaveLength(1))
  expect(world.payment().status).toBe('paid')
  expect(screen.getByRole('alert')).toBeEmptyDOMElement()
})

test('a page that is taken away while its order is on its way orders once, and tells it when it is back (B11)', async () => {
  const { world, checkout, chooseCard, pressable, container, user } = await openShop({
    storage: createMemoryStorage(),
    answers: [{ outcome: { outcome: 'complete' } }],
  })
  await chooseCard()
  const button = await pressable('Pay €19.99')
  act(() => button.click())
  container.remove()
  const orders: unknown[] = []
  render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <PlaceOrderButton onOrder={(order) => orders.push(order)} />
      </CheckoutProvider>
    </StrictMode>,
  )
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
  await user.keyboard('{Enter}')
  expect(world.attempts).toHaveLength(1)
})

test('a method that is left while it loads draws nothing any more, and one effect asks for the next (B11)', async () => {
  const { world, user, pressable } = await openShop()
  const card = screen.getByRole('radio', { name: 'Card' })
  const cash = screen.getByRole('radio', { name: 'Cash on delivery' })
  act(() => {
    card.click()
    cash.click()
    card.click()
    cash.click()
  })
  await user.click(await pressable('Place order'))
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
  expect(screen.queryByLabelText('Card number')).not.toBeInTheDocument()
  expect(world.attempts).toMatchObject([{ method: 'cash' }])
})
