import type { ReactNode } from 'react'

import { Trouble } from '../parts/Trouble.tsx'
import { Link } from '../router/Link.tsx'
import { PageTitle } from '../router/PageTitle.tsx'
import { OfficeMissing } from './OfficeMissing.tsx'
import { OfficeSignIn } from './OfficeSignIn.tsx'

/** Props of {@link OfficeTrouble}. */
export interface OfficeTroubleProps {
  code: string
  onRetry: () => void
  /** What was asked for can be missing by itself: an order. Else there is no office. */
  isOrder?: boolean
}

/** Why the office shows nothing, and the way on. */
export function OfficeTrouble({ code, onRetry, isOrder = false }: OfficeTroubleProps): ReactNode {
  if (code === 'office-closed') return <OfficeSignIn onSignedIn={onRetry} />
  if (code === 'not-found' && !isOrder) return <OfficeMissing />
  return (
    <div className="page page-wide">
      <PageTitle tab="Back office">{isOrder ? 'Order' : 'Orders'}</PageTitle>
      {code === 'not-found' ? (
        <p>
          There is no such order. <Link to="/office">All orders</Link>
        </p>
      ) : (
        <Trouble onRetry={onRetry}>The shop did not answer.</Trouble>
      )}
    </div>
  )
}
