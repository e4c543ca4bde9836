import { type ReactNode, useEffect } from 'react'
import { CartPage } from './pages/CartPage.tsx'
import { CheckoutPage } from './pages/CheckoutPage.tsx'
import { HomePage } from './pages/HomePage.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { OrderPage } from './pages/OrderPage.tsx'
import { PendingPage } from './pages/PendingPage.tsx'
import { Footer } from './parts/Footer.tsx'
import { Header } from './parts/Header.tsx'
import { PaymentScope } from './parts/PaymentScope.tsx'
import { type Place, readPlace } from './router/place.ts'
import { useLocationUrl } from './router/useLocationUrl.ts'
import { cartStore } from './shop/cartStore.ts'

/** The whole shop: one frame, one page in it. */
export function Shop(): ReactNode {
  const place = readPlace(useLocationUrl())
  const key = 'orderId' in place ? `${place.page} ${place.orderId}` : place.page
  useEffect(() => void cartStore.load(), [])
  return (
    <div className="shop">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Header isQuiet={place.page === 'checkout'} />
      <main id="main" tabIndex={-1} key={key}>
        <Page place={place} />
      </main>
      <Footer />
    </div>
  )
}

function Page({ place }: { place: Place }): ReactNode {
  switch (place.page) {
    case 'home':
      return <HomePage />
    case 'cart':
      return <CartPage />
    case 'checkout':
      return (
        <PaymentScope>
          <CheckoutPage />
        </PaymentScope>
      )
    case 'pending':
      return (
        <PaymentScope>
          <PendingPage paymentId={place.paymentId} />
        </PaymentScope>
      )
    case 'order':
      return (
        <PaymentScope>
          <OrderPage orderId={place.orderId} />
        </PaymentScope>
      )
    case 'not-found':
      return <NotFoundPage />
  }
}
