import type { ResumeOutcome } from '@payloom/core'
import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout, paymentState } from '../scriptedCheckout.fixture.ts'
import { useReturn } from './useReturn.ts'

const ids = { paymentId: 'payment-1', attemptId: '0123456789abcdef0123456789abcdef' }
const result = { outcome: 'pending', ...ids, step: 2, state: paymentState({ orderId: 'order-7' }) } as const

afterEach(() => history.replaceState(null, '', '/'))

function comeBack(address: string, answer: (token: string | undefined) => Promise<ResumeOutcome>) {
  history.replaceState({ kept: true }, '', address)
  const asked: string[] = []
  const checkout = createScriptedCheckout()
  checkout.resume = (token) => {
    asked.push(`${token} at ${location.pathname}${location.search}${location.hash}`)
    return answer(token)
  }
  const wrapper = ({ children }: { children: ReactNode }) => (
    <CheckoutProvider checkout={checkout}>{children}</CheckoutProvider>
  )
  return { asked, ...renderHook(useReturn, { wrapper, reactStrictMode: true }) }
}

test('the token leaves the address bar before anything is asked, and nothing else does', async () => {
  const { asked, result: view } = comeBack('/back?a=1%20b&payloom=tok_1&c=#part', async () => ({
    kind: 'none',
  }))
  expect(view.current).toEqual({ status: 'resuming' })
  await waitFor(() => expect(view.current).toEqual({ status: 'none' }))
  // StrictMode asks twice, and core answers one token once.
  expect(asked).toEqual(Array.from({ length: 2 }, () => 'tok_1 at /back?a=1%20b&c=#part'))
  expect(history.state).toEqual({ kept: true })
})

test('a return tells the payment, the order and the result', async () => {
  const { result: view } = comeBack('/back?payloom=tok_1', async () => ({
    kind: 'result',
    result,
    provider: 'sandbox',
    method: 'bank',
  }))
  await waitFor(() =>
    expect(view.current).toEqual({ status: 'ready', paymentId: 'payment-1', orderId: 'order-7', result }),
  )
})

test('a return whose outcome is not known tells the payment, whose status will tell', async () => {
  const { result: view } = comeBack('/back?payloom=tok_1', async () => ({ kind: 'unknown', ...ids }))
  await waitFor(() => expect(view.current).toMatchObject({ status: 'ready', paymentId: 'payment-1' }))
  expect(view.current).toHaveProperty('result', undefined)
})

test('after a reload there is no token: what this tab remembers is asked for', async () => {
  const { asked } = comeBack('/back', async () => ({ kind: 'none' }))
  await waitFor(() => expect(asked).toContain('undefined at /back'))
})

test('what could not be learnt can be asked for again', async () => {
  const answers: ResumeOutcome[] = [{ kind: 'result', result, provider: 'sandbox', method: 'bank' }]
  let isBroken = true
  const { result: view } = comeBack('/back?payloom=tok_1', async () =>
    isBroken
      ? { kind: 'error', error: { code: 'offline', retry: 'same' } }
      : (answers[0] ?? { kind: 'none' }),
  )
  await waitFor(() => expect(view.current).toMatchObject({ status: 'error', error: { code: 'offline' } }))
  isBroken = false
  act(() => {
    if (view.current.status === 'error') view.current.retry()
  })
  expect(view.current).toEqual({ status: 'resuming' })
  await waitFor(() => expect(view.current).toMatchObject({ status: 'ready', orderId: 'order-7' }))
})

function Part() {
  return <output>{useReturn().status}</output>
}

test('a second part of the page, and one that is drawn anew, ask for the same return', async () => {
  history.replaceState(null, '', '/back?payloom=tok_1&payloom=tok_2')
  const asked: (string | undefined)[] = []
  const checkout = createScriptedCheckout()
  checkout.resume = async (token) => {
    asked.push(token)
    return { kind: 'result', result, provider: 'sandbox', method: 'bank' }
  }
  const page = (key: string) => (
    <CheckoutProvider checkout={checkout}>
      <Part key={key} />
      <Part />
    </CheckoutProvider>
  )
  const { rerender } = render(page('first'))
  rerender(page('again'))
  await waitFor(() => expect(screen.getAllByText('ready')).toHaveLength(2))
  expect(new Set(asked)).toEqual(new Set(['tok_1']))
  expect(location.search).toBe('')
})
