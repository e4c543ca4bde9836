import { type ReactNode, useEffect } from 'react'
import { AccountPage } from './pages/AccountPage.tsx'
import { CartPage } from './pages/CartPage.tsx'
import { CheckoutPage } from './pages/CheckoutPage.tsx'
import { HomePage } from './pages/HomePage.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { OrderPage } from './pages/OrderPage.tsx'
import { PayPage } from './pages/PayPage.tsx'
import { PendingPage } from './pages/PendingPage.tsx'
import { ReturnPage } from './pages/ReturnPage.tsx'
import { CookieNotice } from './parts/CookieNotice.tsx'
import { Footer } from './parts/Footer.tsx'
import { Header } from './parts/Header.tsx'
import { OrderScope } from './parts/OrderScope.tsx'
import { PaymentScope } from './parts/PaymentScope.tsx'
import { type Place, readPlace } from './router/place.ts'
import { useLocationUrl } from './router/useLocationUrl.ts'
import { cartStore } from './shop/cartStore.ts'
import { visitorStore } from './shop/visitorStore.ts'

/** Where a shopper is paying. */
const quiet: ReadonlySet<string> = new Set(['checkout', 'pay', 'return'])

/** The whole shop: one frame, one page in it. */
export function Shop(): ReactNode {
  const place = readPlace(useLocationUrl())
  const key = 'orderId' in place ? `${place.page} ${place.orderId}` : place.page
  useEffect(() => {
    const load = () => void Promise.all([cartStore.load(), visitorStore.load()])
    load()
    // Out of the back/forward cache a page comes as it was left: the cart may have changed in another tab meanwhile.
    const onPageShow = ({ persisted }: PageTransitionEvent) => persisted && load()
    addEventListener('pageshow', onPageShow)
    return () => removeEventListener('pageshow', onPageShow)
  }, [])
  return (
    <div className="shop">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Header isQuiet={quiet.has(place.page)} />
      <main id="main" tabIndex={-1} key={key}>
        <CookieNotice />
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
    case 'return':
      return (
        <PaymentScope>
          <ReturnPage />
        </PaymentScope>
      )
    case 'account':
      return <AccountPage />
    case 'order':
      return (
        <OrderScope orderId={place.orderId}>
          {(order) => (
            <PaymentScope>
              <OrderPage order={order} />
            </PaymentScope>
          )}
        </OrderScope>
      )
    case 'pay':
      return (
        <OrderScope orderId={place.orderId}>
          {(order) => (
            <PaymentScope paymentId={order.paymentId}>
              <PayPage order={order} />
            </PaymentScope>
          )}
        </OrderScope>
      )
    case 'not-found':
      return <NotFoundPage />
  }
}
