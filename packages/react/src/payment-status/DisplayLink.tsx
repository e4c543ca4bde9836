'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { isLinkUrl } from './isLinkUrl.ts'

/** Props of {@link DisplayLink}. */
export interface DisplayLinkProps {
  url: string | undefined
  message: 'display.openApp' | 'display.openVoucher'
}

/** Leads to the shopper's app or voucher in a tab of its own, so that this page goes on following. Nothing for an unsafe address. */
export function DisplayLink({ url, message }: DisplayLinkProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  if (url === undefined || !isLinkUrl(url)) return null
  return (
    <a className="payloom-button payloom-link" href={url} target="_blank" rel="noopener noreferrer">
      {words.text(message)} <span className="payloom-unseen">({words.text('display.newTab')})</span>
    </a>
  )
}
