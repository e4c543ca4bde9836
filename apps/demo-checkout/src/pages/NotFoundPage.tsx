import type { ReactNode } from 'react'
import { Link } from '../router/Link.tsx'
import { PageTitle } from '../router/PageTitle.tsx'

/** No such page. */
export function NotFoundPage(): ReactNode {
  return (
    <div className="page">
      <PageTitle>There is no such page</PageTitle>
      <p>The address may be old or mistyped.</p>
      <p>
        <Link to="/" className="button-quiet">
          To the shop
        </Link>
      </p>
    </div>
  )
}
