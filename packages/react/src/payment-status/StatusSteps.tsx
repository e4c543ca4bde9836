'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

const steps = ['open', 'pending', 'paid'] as const

/** The way of a payment that goes well: received, confirming, paid. Other states have no such way and show nothing. */
export function StatusSteps({ status }: { status: string }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const reached = steps.findIndex((step) => step === (status === 'authorized' ? 'paid' : status))
  if (reached < 0) return null
  return (
    <ol className="payloom-steps">
      {steps.map((step, index) => (
        <li
          key={step}
          className="payloom-step"
          data-done={index < reached || (index === reached && step === 'paid') || undefined}
          aria-current={index === reached ? 'step' : undefined}
        >
          {words.text(`status.${step}`)}
        </li>
      ))}
    </ol>
  )
}
