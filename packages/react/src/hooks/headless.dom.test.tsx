import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import {
  createScriptedCheckout,
  partlyPaid,
  paymentState,
  threeMethods,
} from '../scriptedCheckout.fixture.ts'
import { usePaymentMethod } from './usePaymentMethod.ts'
import { usePaymentMethods } from './usePaymentMethods.ts'
import { usePaymentStatus } from './usePaymentStatus.ts'
import { usePlaceOrder } from './usePlaceOrder.ts'

function Methods() {
  const list = usePaymentMethods()
  if (list.status !== 'ready') return <p>{list.status}</p>
  return list.methods.map((method) => (
    <button key={method.method} type="button" onClick={() => list.select(method)}>
      {method.title}
    </button>
  ))
}

function Panel() {
  const { method, total, panelRef } = usePaymentMethod()
  return (
    <section aria-label={`${method?.title ?? 'Nothing'} for ${total?.value ?? 0}`}>
      <div ref={panelRef} />
    </section>
  )
}

function Place({ outcomes }: { outcomes: string[] }) {
  const { placeOrder, canSubmit, phase } = usePlaceOrder({ beforeSubmit: () => false })
  const place = async () => {
    outcomes.push((await placeOrder()).kind)
  }
  return (
    <button type="button" disabled={!canSubmit} onClick={() => void place()}>
      Buy in phase {phase}
    </button>
  )
}

function Standing() {
  const view = usePaymentStatus('payment-1')
  return <output>{view.status === 'ready' ? view.state.status : view.status}</output>
}

test('a page of the shop’s own markup does all of it with the hooks alone', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  const outcomes: string[] = []
  render(
    <StrictMode>
      <CheckoutProvider checkout={checkout}>
        <Methods />
        <Panel />
        <Place outcomes={outcomes} />
        <Standing />
      </CheckoutProvider>
    </StrictMode>,
  )
  const user = userEvent.setup()
  const buy = screen.getByRole('button', { name: 'Buy in phase idle' })
  expect(buy).toBeDisabled()
  await user.click(await screen.findByRole('button', { name: 'Card' }))
  expect(screen.getByRole('region', { name: 'Card for 1999' })).toBeInTheDocument()
  await user.click(buy)
  expect(outcomes).toEqual(['not-sent'])
  expect(checkout.calls).not.toContain('validate')
  expect(screen.getByRole('status')).toHaveTextContent('loading')
  const state = paymentState({ status: 'paid' })
  act(() => checkout.setStatus('payment-1', { status: 'ready', state, connection: 'live' }))
  expect(screen.getByRole('status')).toHaveTextContent('paid')
})

test('without a choice the total is what is left to pay', async () => {
  const checkout = createScriptedCheckout(partlyPaid)
  render(
    <CheckoutProvider checkout={checkout}>
      <Methods />
      <Panel />
    </CheckoutProvider>,
  )
  await screen.findByRole('button', { name: 'Card' })
  expect(screen.getByRole('region')).toHaveAccessibleName(`Nothing for ${partlyPaid.payment?.due.value}`)
})

test('a slot is lent while it stands in the page, and taken back when it goes', async () => {
  const checkout = createScriptedCheckout(threeMethods)
  const page = (shown: boolean) => (
    <StrictMode>
      <CheckoutProvider checkout={checkout}>{shown && <Panel />}</CheckoutProvider>
    </StrictMode>
  )
  const { rerender } = render(page(true))
  const count = (call: string) => checkout.calls.filter((one) => one === call).length
  expect(count('mountPanel') - count('unmountPanel')).toBe(1)
  rerender(page(false))
  expect(count('mountPanel') - count('unmountPanel')).toBe(0)
})
