import type { ReactNode } from 'react'
import { type CartLine, largestQuantity } from '../../wire/cart.ts'

/** Props of {@link QuantityStepper}. */
export interface QuantityStepperProps {
  line: CartLine
  /** Told the new quantity; 0 takes the line out. */
  onChange: (quantity: number) => void
}

/** One less, how many, one more. */
export function QuantityStepper({ line, onChange }: QuantityStepperProps): ReactNode {
  const { name, quantity } = line
  const isLast = quantity === 1
  return (
    <fieldset className="stepper">
      <legend className="unseen">Quantity of {name}</legend>
      <button
        type="button"
        aria-label={isLast ? `Remove ${name}` : `One ${name} less`}
        onClick={() => onChange(quantity - 1)}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
          {isLast ? (
            <path
              d="M3 4.5h10M6.5 4V2.8h3V4M4.5 4.5l.6 8.7h5.8l.6-8.7M7 7v3.8M9 7v3.8"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.2"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          ) : (
            <path d="M3.5 8h9" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
          )}
        </svg>
      </button>
      <output aria-label={`Quantity of ${name}`}>{quantity}</output>
      <button
        type="button"
        aria-label={`One ${name} more`}
        disabled={quantity >= largestQuantity}
        onClick={() => onChange(quantity + 1)}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
          <path d="M8 3.5v9M3.5 8h9" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        </svg>
      </button>
    </fieldset>
  )
}
