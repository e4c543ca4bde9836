import { useReturn } from '@payloom/react'
import type { ReactNode } from 'react'
import { NewestOrder } from '../parts/NewestOrder.tsx'
import { ReturnedPayment } from '../parts/ReturnedPayment.tsx'
import { ToTheShop } from '../parts/ToTheShop.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { PageTitle } from '../router/PageTitle.tsx'

/** Where payment companies send shoppers back to: what became of the payment, then on to where it goes on. */
export function ReturnPage(): ReactNode {
  return (
    <div className="page">
      <Return />
    </div>
  )
}

function Return(): ReactNode {
  const view = useReturn()
  switch (view.status) {
    case 'resuming':
      return (
        <>
          <PageTitle tab="Your payment">One moment</PageTitle>
          <p role="status">We are asking what became of your payment. You do not need to pay again.</p>
        </>
      )
    case 'ready':
      return <ReturnedPayment {...view} />
    case 'none':
      return (
        <>
          <PageTitle>Your payment</PageTitle>
          <NewestOrder />
        </>
      )
    case 'error':
      return view.error.code === 'not-found' ? <UnknownReturn /> : <LostReturn onRetry={view.retry} />
  }
}

function UnknownReturn(): ReactNode {
  return (
    <>
      <PageTitle>This link is no longer in use</PageTitle>
      <p>
        It belongs to a payment that was completed a while ago, or to none. Your orders are in your account,
        in the browser that you ordered with.
      </p>
      <ToTheShop />
    </>
  )
}

function LostReturn({ onRetry }: { onRetry: () => void }): ReactNode {
  return (
    <>
      <PageTitle>Your payment</PageTitle>
      <Trouble onRetry={onRetry}>
        We could not find out what became of your payment. It is not lost, and you do not need to pay again.
      </Trouble>
    </>
  )
}
