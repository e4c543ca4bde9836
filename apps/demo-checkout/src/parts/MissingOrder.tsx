import type { ReactNode } from 'react'
import { PageTitle } from '../router/PageTitle.tsx'
import { ToTheShop } from './ToTheShop.tsx'

/** There is no such order here. */
export function MissingOrder(): ReactNode {
  return (
    <>
      <PageTitle>We cannot find this order</PageTitle>
      <p>It may have been placed in another browser: an order is shown only where it was placed.</p>
      <ToTheShop />
    </>
  )
}
