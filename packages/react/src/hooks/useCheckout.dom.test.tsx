import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import { useCheckout } from './useCheckout.ts'

test('useCheckout gives the provider’s checkout', () => {
  const checkout = createScriptedCheckout()
  const { result } = renderHook(useCheckout, {
    wrapper: ({ children }) => <CheckoutProvider checkout={checkout}>{children}</CheckoutProvider>,
  })
  expect(result.current).toBe(checkout)
})

test('a hook without a provider says so, and what to do', () => {
  expect(() => renderHook(useCheckout)).toThrow(
    'useCheckout: there is no CheckoutProvider above. Wrap the page in <CheckoutProvider checkout={checkout}>.',
  )
})
