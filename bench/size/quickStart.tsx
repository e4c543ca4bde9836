import { createCheckout } from '@payloom/core'
import { plain } from '@payloom/providers/plain'
import { sandbox } from '@payloom/providers/sandbox'
import { CheckoutProvider, PaymentMethodSelector, PlaceOrderButton } from '@payloom/react'
import '@payloom/react/styles.css'
import { createRoot } from 'react-dom/client'

const checkout = createCheckout({ baseUrl: '/api/payments', providers: [sandbox, plain] })

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <CheckoutProvider checkout={checkout}>
    <PaymentMethodSelector />
    <PlaceOrderButton onOrder={({ orderId }) => location.assign(`/orders/${orderId}`)} />
  </CheckoutProvider>,
)
