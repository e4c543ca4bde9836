import { act, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode, useState } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { openShop } from '../openShop.fixture.tsx'
import { PlaceOrderButton } from '../place-order-button/PlaceOrderButton.tsx'
import { createScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import { AmountChanged, type AmountChangedProps } from './AmountChanged.tsx'

const question = { name: 'The total has changed' }
const answer = { name: 'Continue with €21.49' }

function show(props: AmountChangedProps) {
  const checkout = createScriptedCheckout()
  render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <AmountChanged {...props} />
      </CheckoutProvider>
    </StrictMode>,
  )
  const review = () =>
    act(() => checkout.setAttempt({ phase: 'reviewing', newTotal: { value: 2149, currency: 'EUR' } }))
  return { checkout, review }
}

test('alone it draws nothing until a total has changed, then the new one and the press that accepts it', async () => {
  const { checkout, review } = show({ className: 'ours' })
  expect(document.querySelector('.ours')).toBeNull()
  review()
  expect(await screen.findByRole('group', question)).toHaveClass('payloom-question', 'ours')
  expect(screen.getByRole('alert')).toHaveTextContent('The new total is €21.49. Nothing has been charged.')
  act(() => checkout.setAttempt({ phase: 'ready' }))
  expect(screen.queryByRole('group', question)).not.toBeInTheDocument()
})

test('the page is told that the new total is accepted, after the checkout', async () => {
  const told: string[][] = []
  const { checkout, review } = show({ onAccept: () => told.push([...checkout.calls]) })
  review()
  const accept = await screen.findByRole('button', answer)
  expect(told).toEqual([])
  await userEvent.click(accept)
  expect(told).toEqual([['acceptAmount']])
})

function Page({ onAccept }: AmountChangedProps) {
  const [isOwn, setIsOwn] = useState(true)
  return (
    <>
      {isOwn && <AmountChanged className="ours" onAccept={onAccept} />}
      <PlaceOrderButton />
      <button type="button" onClick={() => setIsOwn(false)}>
        Without its own
      </button>
    </>
  )
}

test('a page that places one is asked there, and not at the button too', async () => {
  const accepted: string[] = []
  const children = <Page onAccept={() => accepted.push('by the page')} />
  const { world, user, chooseCard, pressable } = await openShop({ scenario: 'amount-changed', children })
  await chooseCard()
  await user.click(await pressable('Pay €19.99'))
  expect(await screen.findByRole('group', question)).toHaveClass('ours')
  expect(screen.getByText(question.name)).toHaveFocus()
  await user.click(screen.getByRole('button', answer))
  expect(accepted).toEqual(['by the page'])
  const pay = await pressable('Pay €21.49')
  expect(pay).toHaveFocus()
  await user.click(pay)
  expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
  expect(world.payment().status).toBe('paid')
})

test('once the page’s own is gone, the button asks', async () => {
  const { user, chooseCard, pressable } = await openShop({ scenario: 'amount-changed', children: <Page /> })
  await chooseCard()
  await user.click(await pressable('Pay €19.99'))
  expect(await screen.findByRole('group', question)).toHaveClass('ours')
  await user.click(screen.getByRole('button', { name: 'Without its own' }))
  await waitFor(() => expect(screen.getByRole('group', question)).not.toHaveClass('ours'))
  expect(screen.getByRole('button', answer)).toBeInTheDocument()
})
