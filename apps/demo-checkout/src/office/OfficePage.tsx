import type { ReactNode } from 'react'

import { Footer } from '../parts/Footer.tsx'
import { Link } from '../router/Link.tsx'
import { useLocationUrl } from '../router/useLocationUrl.ts'
import { OfficeMissing } from './OfficeMissing.tsx'
import { OfficeOrderPage } from './OfficeOrderPage.tsx'
import { OfficeOrders } from './OfficeOrders.tsx'
import { readOfficePlace } from './readOfficePlace.ts'

/** The back office: its own frame, for the people of the shop. */
export function OfficePage(): ReactNode {
  const place = readOfficePlace(useLocationUrl())
  return (
    <div className="shop">
      <meta name="robots" content="noindex" />
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="header office-header">
        <div className="header-inner">
          <Link to="/office" className="wordmark">
            <span>Loom &amp; Thread</span>
            <span className="office-mark">Back office</span>
          </Link>
        </div>
      </header>
      <main id="main" tabIndex={-1} key={place.page === 'order' ? place.orderId : place.page}>
        {place.page === 'orders' && <OfficeOrders />}
        {place.page === 'order' && <OfficeOrderPage orderId={place.orderId} />}
        {place.page === 'not-found' && <OfficeMissing />}
      </main>
      <Footer />
    </div>
  )
}
