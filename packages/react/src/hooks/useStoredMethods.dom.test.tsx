import { PaymentError } from '@payloom/core'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import {
  createScriptedCheckout,
  type ScriptedCheckout,
  storedMastercard,
  storedVisa,
  threeMethods,
} from '../scriptedCheckout.fixture.ts'
import { useSelectedMethod } from './useSelectedMethod.ts'
import { type StoredMethodsOptions, useStoredMethods } from './useStoredMethods.ts'

function read(checkout: ScriptedCheckout, options?: StoredMethodsOptions) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <CheckoutProvider checkout={checkout}>{children}</CheckoutProvider>
  )
  const hook = () => ({ stored: useStoredMethods(options), chosen: useSelectedMethod() })
  return renderHook(hook, { wrapper, reactStrictMode: true }).result
}

const list = { ...threeMethods, stored: [storedVisa, storedMastercard] }

test('what the payment can be paid with comes with the list, and can be chosen', async () => {
  const checkout = createScriptedCheckout(list)
  const view = read(checkout)
  expect(view.current.stored.status).toBe('loading')
  await waitFor(() => expect(view.current.stored).toMatchObject({ storedMethods: list.stored }))
  expect(view.current.chosen).toBeUndefined()
  act(() => view.current.stored.select(storedMastercard))
  expect(checkout.calls).toContain('select sandbox/card sm_2')
  expect(view.current.stored.selected).toEqual(storedMastercard)
  expect(view.current.chosen).toMatchObject({
    method: { method: 'card' },
    stored: { id: 'sm_2' },
    total: { value: 1999 },
    presentation: 'form',
  })
  expect(checkout.calls).not.toContain('loadStoredMethods')
})

test('the account asks for all that the customer has, and for no list', async () => {
  const checkout = createScriptedCheckout()
  const view = read(checkout, { scope: 'account' })
  await waitFor(() => expect(view.current.stored).toMatchObject({ status: 'ready', isRefreshing: false }))
  expect(checkout.calls).toEqual(['loadStoredMethods'])
})

test('what is deleted is gone from the list that is shown', async () => {
  const checkout = createScriptedCheckout(list)
  const view = read(checkout)
  await waitFor(() => expect(view.current.stored.status).toBe('ready'))
  await act(async () => {
    expect(await view.current.stored.remove('sm_1')).toEqual({ kind: 'removed' })
  })
  expect(view.current.stored).toMatchObject({ storedMethods: [storedMastercard] })
})

test('what could not be deleted stays, with the reason', async () => {
  const checkout = createScriptedCheckout(list)
  checkout.deleteStoredMethod = () =>
    Promise.reject(new PaymentError({ message: 'no', code: 'offline', retry: 'same', origin: 'network' }))
  const view = read(checkout, { scope: 'account' })
  await waitFor(() => expect(view.current.stored.status).toBe('ready'))
  const outcome = await view.current.stored.remove('sm_1')
  expect(outcome).toEqual({ kind: 'kept', error: { code: 'offline', retry: 'same' } })
  expect(view.current.stored).toMatchObject({ storedMethods: [storedVisa, storedMastercard] })
})

test('a failure is in the state, and can be asked again', async () => {
  const checkout = createScriptedCheckout()
  const { loadStoredMethods } = checkout
  const failed = new PaymentError({ message: 'no', code: 'timeout', origin: 'network' })
  checkout.loadStoredMethods = () => Promise.reject(failed)
  const view = read(checkout, { scope: 'account' })
  await waitFor(() => expect(view.current.stored).toMatchObject({ status: 'error', error: failed }))
  checkout.loadStoredMethods = loadStoredMethods
  await act(() => view.current.stored.refetch())
  expect(view.current.stored.status).toBe('ready')
})
