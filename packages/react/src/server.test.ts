import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CheckoutProvider } from './checkout-provider/CheckoutProvider.tsx'
import { PaymentMethodSelector } from './payment-method-selector/PaymentMethodSelector.tsx'
import { PaymentStatus } from './payment-status/PaymentStatus.tsx'
import { PlaceOrderButton } from './place-order-button/PlaceOrderButton.tsx'
import { createScriptedCheckout } from './scriptedCheckout.fixture.ts'

test('on the server every part draws its waiting state, and asks nothing', () => {
  const checkout = createScriptedCheckout()
  const html = renderToString(
    createElement(
      CheckoutProvider,
      { checkout },
      createElement(PaymentMethodSelector),
      createElement(PlaceOrderButton),
      createElement(PaymentStatus, { paymentId: 'payment-1' }),
    ),
  )
  expect(html).toContain('class="payloom payloom-methods" data-state="loading"')
  expect(html).toContain('data-phase="idle"')
  expect(html).toContain('data-status="loading"')
  expect(html).not.toContain('style=')
  expect(checkout.calls).toEqual([])
})
