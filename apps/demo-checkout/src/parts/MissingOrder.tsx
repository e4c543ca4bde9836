import type { ReactNode } from 'react'
import { Link } from '../router/Link.tsx'
import { PageTitle } from '../router/PageTitle.tsx'

/** There is no such order here. */
export function MissingOrder(): ReactNode {
  return (
    <>
      <PageTitle>We cannot find this order</PageTitle>
      <p>It may have been placed in another browser: an order is shown only where it was placed.</p>
      <p>
        <Link to="/" className="button-quiet">
          To the shop
        </Link>
      </p>
    </>
  )
}
