import type { ReactNode } from 'react'
import { PageTitle } from '../router/PageTitle.tsx'

/** Where payment companies send shoppers back to: what became of the payment, then on to the order. */
export function ReturnPage(): ReactNode {
  return (
    <div className="page">
      <PageTitle tab="Your payment">One moment</PageTitle>
      <p>We are asking what became of your payment. You do not need to pay again.</p>
    </div>
  )
}
