import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { PlaceOrderButton } from '../place-order-button/PlaceOrderButton.tsx'
import { createScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import '../styles.css'
import { ActionHost } from './ActionHost.tsx'

afterEach(cleanup)

const room = { title: 'Confirm your payment', size: { width: 390, height: 400 } }

async function show(host?: ReactNode) {
  const checkout = createScriptedCheckout()
  render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        {host}
        <PlaceOrderButton />
      </CheckoutProvider>
    </StrictMode>,
  )
  const button = await screen.findByRole('button')
  button.focus()
  return { checkout, button }
}

async function open(checkout: ReturnType<typeof createScriptedCheckout>) {
  act(() => checkout.setChallenge({ status: 'open', room }))
  return await screen.findByRole<HTMLDialogElement>('dialog', { name: 'Confirm your payment' })
}

test('a challenge opens one modal dialog without an ActionHost in the page, and lends its room', async () => {
  const { checkout } = await show()
  const dialog = await open(checkout)
  expect(dialog.matches(':modal')).toBe(true)
  expect(screen.getAllByRole('dialog', { hidden: true })).toHaveLength(1)
  expect(dialog.querySelector('.payloom-room')).toHaveTextContent('the provider’s own')
  expect(dialog).toContainElement(document.activeElement as HTMLElement)
})

test('an ActionHost of the page takes the place of the provider’s', async () => {
  const { checkout } = await show(<ActionHost className="ours" />)
  expect(await open(checkout)).toHaveClass('ours')
  expect(screen.getAllByRole('dialog', { hidden: true })).toHaveLength(1)
})

test('Esc dismisses the challenge once, and the focus goes back to the button', async () => {
  const { checkout, button } = await show()
  await open(checkout)
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
  expect(checkout.calls.filter((call) => call === 'dismiss')).toHaveLength(1)
  expect(button).toHaveFocus()
})

test('the close button says what it does and dismisses the challenge', async () => {
  const { checkout } = await show()
  await open(checkout)
  await userEvent.click(page.getByRole('button', { name: 'Cancel payment' }))
  expect(checkout.calls).toContain('dismiss')
})

test('StrictMode’s second effect neither closes nor dismisses', async () => {
  const { checkout } = await show()
  const dialog = await open(checkout)
  // A `close` of the first effect would arrive as a task of its own.
  await new Promise((resolve) => dialog.ownerDocument.defaultView?.requestAnimationFrame(resolve))
  expect(checkout.calls.filter((call) => call === 'attach')).toHaveLength(2)
  expect(checkout.calls).not.toContain('dismiss')
  expect(dialog.open).toBe(true)
})

test('the dialog has the wished size where there is room, and the whole screen where there is none', async () => {
  const { checkout } = await show()
  await page.viewport(1280, 800)
  const dialog = await open(checkout)
  const inner = dialog.querySelector('.payloom-room')
  expect(inner?.getBoundingClientRect()).toMatchObject({ width: 390, height: 400 })
  await page.viewport(360, 640)
  expect(dialog.getBoundingClientRect()).toMatchObject({ width: 360, height: 640 })
})

test('two challenges, one after the other, each get the dialog', async () => {
  const { checkout } = await show()
  await open(checkout)
  act(() => checkout.setChallenge({ status: 'closed' }))
  await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
  expect((await open(checkout)).open).toBe(true)
})
