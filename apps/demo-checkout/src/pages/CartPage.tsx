import type { ReactNode } from 'react'
import { EmptyCart } from '../parts/EmptyCart.tsx'
import { LineList } from '../parts/LineList.tsx'
import { Totals } from '../parts/Totals.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { Link } from '../router/Link.tsx'
import { PageTitle } from '../router/PageTitle.tsx'
import { cartStore } from '../shop/cartStore.ts'
import { useCart } from '../shop/useCart.ts'

/** What is about to be bought. */
export function CartPage(): ReactNode {
  const view = useCart()
  return (
    <div className="page">
      <PageTitle>Your cart</PageTitle>
      {view.status === 'loading' && <p className="soft">Loading your cart…</p>}
      {view.status === 'error' && (
        <Trouble onRetry={() => void cartStore.load()}>Your cart did not load. Nothing is lost.</Trouble>
      )}
      {view.status === 'ready' && view.cart.lines.length === 0 && <EmptyCart />}
      {view.status === 'ready' && view.cart.lines.length > 0 && (
        <div className="cart" aria-busy={view.isSaving}>
          <LineList
            lines={view.cart.lines}
            onChange={(productId, quantity) => void cartStore.setQuantity(productId, quantity)}
          />
          {view.failed && <Trouble>That change did not reach us. Please try it again.</Trouble>}
          <Totals {...view.cart} />
          <Link to="/checkout" className="button">
            Checkout
          </Link>
        </div>
      )}
    </div>
  )
}
