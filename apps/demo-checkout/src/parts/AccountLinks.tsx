import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link } from '../router/Link.tsx'
import { useVisitor } from '../shop/useVisitor.ts'
import { visitorStore } from '../shop/visitorStore.ts'

/** Sign in, or the way to the account and out of it. */
export function AccountLinks(): ReactNode {
  const visitor = useVisitor()
  const button = useRef<HTMLButtonElement>(null)
  const pressed = useRef(false)
  const [failed, setFailed] = useState(false)
  const isSignedIn = visitor.status === 'ready' && visitor.isSignedIn
  useEffect(() => {
    // The button that was pressed gives way to the other one: the focus goes with it.
    if (pressed.current && visitor.status === 'ready') button.current?.focus()
    pressed.current = false
  }, [visitor])
  const press = async () => {
    pressed.current = true
    const taken = await (isSignedIn ? visitorStore.signOut() : visitorStore.signIn())
    setFailed(!taken)
  }
  const label = isSignedIn ? 'Sign out' : 'Sign in'
  return (
    <div className="account-links">
      {isSignedIn && (
        <Link to="/account" className="header-icon" aria-label="Your account">
          <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
            <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
              <circle cx="12" cy="8" r="3.6" />
              <path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6" />
            </g>
          </svg>
        </Link>
      )}
      {visitor.status === 'ready' && (
        <button
          key={String(isSignedIn)}
          ref={button}
          type="button"
          className="header-button"
          onClick={() => void press()}
        >
          {failed ? 'Try again' : label}
        </button>
      )}
      {failed && (
        <p className="unseen" role="alert">
          {label} did not work. Please try again.
        </p>
      )}
    </div>
  )
}
