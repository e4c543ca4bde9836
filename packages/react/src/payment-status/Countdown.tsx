'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { Words } from '../context/Words.ts'
import { intlLocaleOf } from './intlLocaleOf.ts'

/** From here on the seconds are shown; before it, the date. */
const hour = 3600

/** Props of {@link Countdown}. */
export interface CountdownProps {
  expiresAt: string
  /** Seconds. */
  left: number
}

/** Until when the shopper can pay: a date while it is far, then minutes and seconds, of which only a few are announced. */
export function Countdown({ expiresAt, left }: CountdownProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  if (left > hour) {
    const style = { dateStyle: 'long', timeStyle: 'short' } as const
    const date = new Date(expiresAt).toLocaleString(intlLocaleOf(words.locale), style)
    return <p className="payloom-status-hint">{words.text('display.expires', { date })}</p>
  }
  return (
    <>
      <p className="payloom-countdown">
        <span>{words.text('display.countdown')}</span>
        <bdi role="timer" translate="no">
          {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
        </bdi>
      </p>
      <p aria-live="polite" className="payloom-unseen">
        {announced(left, words)}
      </p>
    </>
  )
}

/** Told twice, not every second: the text changes when the last five minutes begin, and the last one. */
function announced(left: number, words: Words): string {
  if (left > 300) return ''
  const style = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const
  const time = new Intl.NumberFormat(intlLocaleOf(words.locale), style).format(left > 60 ? 5 : 1)
  return words.text('display.timeLeft', { time })
}
