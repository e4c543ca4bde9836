'use client'

import type { StoredMethod } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { brandName } from './brandName.ts'

/** The name of a stored method: dots for the eye, words for the ear. */
export function StoredTitle({ stored }: { stored: StoredMethod }): ReactNode {
  const { words } = useCheckoutContext('<StoredMethods>')
  const { title, brand, last4 } = stored
  const name = brandName(brand) ?? title
  // A title may carry the digits already.
  if (!last4 || name.includes(last4)) return <bdi>{name}</bdi>
  return (
    <>
      <bdi>{name}</bdi>{' '}
      <bdi aria-hidden="true" className="payloom-digits" translate="no">
        •••• {last4}
      </bdi>
      <span className="payloom-unseen">{words.text('stored.ending', { last4 })}</span>
    </>
  )
}
