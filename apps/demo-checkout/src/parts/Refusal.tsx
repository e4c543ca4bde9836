import { useCheckout } from '@payloom/react'
import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { readRefusal } from '../router/navigate.ts'

const reasons: Readonly<Record<string, string>> = {
  canceled: 'You canceled the payment. Nothing was charged.',
  expired: 'The payment took too long and has ended. Nothing was charged. Please try again.',
  declined: 'Your payment was declined. Nothing was charged. Try again or choose another way to pay.',
}

/** Why the shopper is back here, until the next try. */
export function Refusal(): ReactNode {
  const { attempt } = useCheckout()
  const phase = useSyncExternalStore(attempt.subscribe, () => attempt.getState().phase)
  const [code] = useState(readRefusal)
  if (code === undefined || phase !== 'idle') return null
  return (
    <p className={code === 'canceled' ? 'notice' : 'trouble'} role="alert">
      {reasons[code] ?? 'The payment did not go through. Nothing was charged. Please try again.'}
    </p>
  )
}
