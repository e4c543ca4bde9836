'use client'

import { isSecureUrl } from '@payloom/core'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Props of {@link DisplayLink}. */
export interface DisplayLinkProps {
  url: string | undefined
  message: 'display.openApp' | 'display.openVoucher'
}

/** Leads to the shopper's app or voucher in a tab of its own, so that this page goes on following. Nothing for an unsafe address. */
export function DisplayLink({ url, message }: DisplayLinkProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  if (url === undefined || !isSecureUrl(url)) return null
  return (
    <a className="payloom-button payloom-link" href={url} target="_blank" rel="noopener noreferrer">
      {words.text(message)} <span className="payloom-unseen">({words.text('display.newTab')})</span>
    </a>
  )
}
