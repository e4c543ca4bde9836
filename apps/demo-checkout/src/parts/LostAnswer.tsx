import { useCheckout } from '@payloom/react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { Link } from '../router/Link.tsx'
import { orderPath } from '../router/orderPath.ts'

/** When the answer to an order was lost: where the truth will show. What it means says the button. */
export function LostAnswer(): ReactNode {
  const { attempt } = useCheckout()
  const view = useSyncExternalStore(attempt.subscribe, attempt.getState)
  if (view.phase !== 'confirming' || view.result || !view.paymentId) return null
  return (
    <p className="way-on">
      <Link to={orderPath({ paymentId: view.paymentId })} className="button-quiet">
        Follow your order
      </Link>
    </p>
  )
}
