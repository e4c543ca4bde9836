'use client'

import type { Display } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { BankTransfer } from './BankTransfer.tsx'
import { Countdown } from './Countdown.tsx'
import { DisplayLink } from './DisplayLink.tsx'
import { Fact } from './Fact.tsx'
import { QrStep } from './QrStep.tsx'

/** Props of {@link DisplayStep}. */
export interface DisplayStepProps {
  display: Display
  /** Seconds that are left to pay, if there is an end. */
  left: number | undefined
}

/** What the shopper has to do to pay, by kind, and until when. */
export function DisplayStep({ display, left }: DisplayStepProps): ReactNode {
  const { expiresAt } = display
  return (
    <div className="payloom-display" data-kind={display.kind}>
      <DisplayBody display={display} />
      <DisplayLink url={display.appUrl} message="display.openApp" />
      {expiresAt !== undefined && left !== undefined && <Countdown expiresAt={expiresAt} left={left} />}
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
      return (
        <>
          <p className="payloom-notice-title">{words.text('display.voucher')}</p>
          <dl className="payloom-facts">
            <Fact
              label={words.text('display.reference')}
              value={display.reference}
              copy={display.reference}
            />
          </dl>
          <DisplayLink url={display.url} message="display.openVoucher" />
        </>
      )
    case 'qr':
      return <QrStep data={display.data} />
    case 'await':
      return (
        <>
          <span className="payloom-spinner" aria-hidden="true" />
          <p>{words.text('display.await')}</p>
        </>
      )
  }
}
