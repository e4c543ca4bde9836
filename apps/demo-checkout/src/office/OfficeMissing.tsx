import type { ReactNode } from 'react'
import { PageTitle } from '../router/PageTitle.tsx'

/** No such page, or no office here. */
export function OfficeMissing(): ReactNode {
  return (
    <div className="page">
      <PageTitle>There is no such page</PageTitle>
      <p>The address may be old or mistyped.</p>
      <p>
        {/* The shop is another document: a plain link. */}
        <a href="/" className="button-quiet">
          To the shop
        </a>
      </p>
    </div>
  )
}
