import type { ReactNode } from 'react'

/** What this is, on every page. */
export function Footer(): ReactNode {
  return (
    <footer className="footer">
      <p>Loom &amp; Thread is the demo shop of Payloom. Nothing is charged, nothing is sent.</p>
    </footer>
  )
}
