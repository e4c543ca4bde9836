import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Shop } from './Shop.tsx'
import '@payloom/react/styles.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/parts.css'
import './styles/pages.css'

const root = document.getElementById('shop')
if (!root) throw new Error('main: index.html has no element with the id "shop".')
if (/^\/office\b/.test(location.pathname)) {
  // No shopper loads the back office, and nothing leads from one to the other.
  void import('./office/openOffice.tsx').then(({ openOffice }) => openOffice(root))
} else {
  createRoot(root).render(
    <StrictMode>
      <Shop />
    </StrictMode>,
  )
}
