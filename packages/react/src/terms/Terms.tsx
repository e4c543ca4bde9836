'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useConsent } from '../hooks/useConsent.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { openMissingFocus } from './openMissingFocus.ts'

/** Props of {@link Terms}. */
export interface TermsProps extends PartProps {
  /** Name of the consent, sent with the order. @default 'terms' */
  name?: string | undefined
  /** Whether no order is sent without it. @default true */
  isRequired?: boolean | undefined
  /** What the shopper agrees to, in the shop's words; links are welcome. */
  children: ReactNode
}

/**
 * Asks the shopper to agree to something. An order that is tried without it stays unsent, a message says so, and the focus comes here.
 * Renders a `<div>` with `data-missing` and `data-given`.
 */
export function Terms({ name = 'terms', isRequired = true, children, ...part }: TermsProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<Terms>')
  const { isGiven, isMissing, give } = useConsent(name, { isRequired })
  const box = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => (box.current ? openMissingFocus(checkout, name, box.current) : undefined), [checkout, name])
  const content = (
    <>
      <label className="payloom-check-row" htmlFor={id}>
        <input
          ref={box}
          id={id}
          className="payloom-checkbox"
          type="checkbox"
          checked={isGiven}
          required={isRequired}
          aria-invalid={isMissing || undefined}
          aria-describedby={isMissing ? `${id}-missing` : undefined}
          onChange={(event) => give(event.target.checked)}
        />
        <span>{children}</span>
      </label>
      {/* No alert: the focus comes to the box, which it describes. */}
      {isMissing && (
        <p id={`${id}-missing`} className="payloom-missing">
          {words.text('terms.missing')}
        </p>
      )}
    </>
  )
  const state = { missing: isMissing, given: isGiven }
  return drawPart('div', { className: 'payloom payloom-check', children: content }, part, state)
}
