import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import { createPartLoader } from './createPartLoader.ts'
import { LazyPart } from './LazyPart.tsx'

function Greeting({ name }: { name: string }) {
  return <p>Hello {name}</p>
}

function show(importPart: () => Promise<typeof Greeting>, isReady = true) {
  const loader = createPartLoader(importPart)
  const page = (ready: boolean) => (
    <StrictMode>
      <CheckoutProvider checkout={createScriptedCheckout()}>
        <LazyPart loader={loader} props={{ name: 'Ada' }} isReady={ready} placeholder={<p>One moment…</p>} />
      </CheckoutProvider>
    </StrictMode>
  )
  const { rerender } = render(page(isReady))
  return { becomeReady: () => rerender(page(true)) }
}

test('a part that does not come says so, and comes after a second try', async () => {
  let tries = 0
  show(async () => {
    tries += 1
    if (tries === 1) throw new TypeError('Failed to fetch dynamically imported module')
    return Greeting
  })
  expect(await screen.findByText(/^This part of the page could not be loaded/)).toHaveRole('alert')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Hello Ada')).toBeInTheDocument()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('the placeholder stays until code and content have both come; the code is fetched meanwhile', async () => {
  let asked = 0
  const { becomeReady } = show(async () => {
    asked += 1
    return Greeting
  }, false)
  expect(screen.getByText('One moment…')).toBeInTheDocument()
  expect(asked).toBe(1)
  becomeReady()
  expect(await screen.findByText('Hello Ada')).toBeInTheDocument()
})
