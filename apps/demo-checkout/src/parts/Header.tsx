import type { ReactNode } from 'react'
import { Link } from '../router/Link.tsx'
import { useCart } from '../shop/useCart.ts'
import { AccountLinks } from './AccountLinks.tsx'

/** The shop's name, and the way to the cart. `isQuiet`: nothing leads away from paying but the name. */
export function Header({ isQuiet }: { isQuiet: boolean }): ReactNode {
  return (
    <header className="header">
      <div className="header-inner">
        <Link to="/" className="wordmark">
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
              <path d="M6 3v18M12 3v18M18 3v18" opacity=".45" />
              <path d="M3 7h2m2 0h6m-1 0h1m6 0h2M3 12h7m4 0h7M3 17h2m2 0h4m2 0h4m2 0h2" />
            </g>
          </svg>
          <span>Loom &amp; Thread</span>
        </Link>
        {!isQuiet && (
          <nav aria-label="Shop" className="header-nav">
            <AccountLinks />
            <CartLink />
          </nav>
        )}
      </div>
    </header>
  )
}

function CartLink(): ReactNode {
  const view = useCart()
  const pieces = view.status === 'ready' ? view.cart.lines.reduce((sum, line) => sum + line.quantity, 0) : 0
  return (
    <Link
      to="/cart"
      className="header-icon cart-link"
      aria-label={`Cart, ${pieces} ${pieces === 1 ? 'piece' : 'pieces'}`}
    >
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round">
          <path d="M5 8h14l-1 12H6L5 8Z" />
          <path d="M9 10V7a3 3 0 0 1 6 0v3" strokeLinecap="round" />
        </g>
      </svg>
      {pieces > 0 && <span className="cart-count">{pieces}</span>}
    </Link>
  )
}
