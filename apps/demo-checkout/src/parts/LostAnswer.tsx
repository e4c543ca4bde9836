import { useCheckout } from '@payloom/react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { Link } from '../router/Link.tsx'
import { orderPath } from '../router/orderPath.ts'

/** When the answer to an order was lost: what that means, and where the truth will show. */
export function LostAnswer(): ReactNode {
  const { attempt } = useCheckout()
  const view = useSyncExternalStore(attempt.subscribe, attempt.getState)
  if (view.phase !== 'confirming' || view.result || !view.paymentId) return null
  return (
    <div className="notice" role="status">
      <p>
        We did not hear back about your order. You do not need to pay again: we are checking what became of
        it.
      </p>
      <Link to={orderPath({ paymentId: view.paymentId })} className="button-quiet">
        Follow your order
      </Link>
    </div>
  )
}
