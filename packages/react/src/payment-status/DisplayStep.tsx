'use client'

import type { Display } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { BankTransfer } from './BankTransfer.tsx'

/** What the shopper has to do to pay, by kind. */
export function DisplayStep({ display }: { display: Display }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const date = useDate(display.expiresAt)
  return (
    <div className="payloom-display" data-kind={display.kind}>
      <DisplayBody display={display} />
      {date && <p className="payloom-status-hint">{words.text('display.expires', { date })}</p>}
    </div>
  )
}

function DisplayBody({ display }: { display: Display }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  switch (display.kind) {
    case 'bank-transfer':
      return <BankTransfer transfer={display} />
    case 'instructions':
      return (
        <>
          <p className="payloom-notice-title">{words.text('display.instructions')}</p>
          {display.text.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text, replaced as a whole
            <p key={index}>
              <bdi>{line}</bdi>
            </p>
          ))}
        </>
      )
    case 'voucher':
      return <p>{words.text('display.voucher', { reference: display.reference })}</p>
    case 'qr':
      return <p>{words.text('display.qr')}</p>
    case 'await':
      return <p>{words.text('display.await')}</p>
  }
}

function useDate(time: string | undefined): string | undefined {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const date = new Date(time ?? '')
  if (Number.isNaN(date.getTime())) return undefined
  const style = { dateStyle: 'long', timeStyle: 'short' } as const
  try {
    return date.toLocaleString(words.locale.replaceAll('_', '-'), style)
  } catch {
    // A locale that Intl does not know: the words beside it are English then.
    return date.toLocaleString('en', style)
  }
}
