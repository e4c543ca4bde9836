'use client'

import { currencyExponent, type Display, formatMoney, majorTextFromMoney } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { Fact } from './Fact.tsx'

/** The account to transfer to; what has to be typed in elsewhere can be copied. */
export function BankTransfer({
  transfer,
}: {
  transfer: Extract<Display, { kind: 'bank-transfer' }>
}): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const { amount, beneficiary, iban, bic, reference } = transfer
  // Where the minor unit is unknown there is no figure that could be typed in elsewhere.
  const isKnown = currencyExponent(amount.currency) !== undefined
  return (
    <>
      <p className="payloom-notice-title">{words.text('display.bank-transfer')}</p>
      <dl className="payloom-facts">
        <Fact
          label={words.text('display.amount')}
          value={formatMoney(amount, words.locale)}
          copy={isKnown ? majorTextFromMoney(amount) : undefined}
        />
        <Fact label={words.text('display.beneficiary')} value={beneficiary} copy={beneficiary} />
        <Fact label={words.text('display.iban')} value={inFours(iban)} copy={iban} />
        {bic && <Fact label={words.text('display.bic')} value={bic} copy={bic} />}
        <Fact label={words.text('display.reference')} value={reference} copy={reference} />
      </dl>
      <p className="payloom-status-hint">{words.text('display.referenceHint')}</p>
    </>
  )
}

function inFours(iban: string): string {
  return iban.replaceAll(/\s/g, '').replaceAll(/.{4}(?=.)/g, '$& ')
}
