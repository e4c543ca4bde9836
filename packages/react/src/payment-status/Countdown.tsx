'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { intlLocaleOf } from './intlLocaleOf.ts'

/** From here on the seconds are shown; before it, the date. */
const hour = 3600

/** Until when the shopper can pay: a date while it is far, then minutes and seconds, of which only a few are announced. */
export function Countdown({ expiresAt }: { expiresAt: string | undefined }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const end = Date.parse(expiresAt ?? '')
  const left = useSecondsUntil(end)
  if (Number.isNaN(end)) return null
  if (left > hour) {
    const style = { dateStyle: 'long', timeStyle: 'short' } as const
    const date = new Date(end).toLocaleString(intlLocaleOf(words.locale), style)
    return <p className="payloom-status-hint">{words.text('display.expires', { date })}</p>
  }
  return (
    <>
      {left > 0 && (
        <p className="payloom-countdown">
          <span>{words.text('display.countdown')}</span>
          <bdi role="timer" translate="no">
            {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
          </bdi>
        </p>
      )}
      <p aria-live="polite" className={left > 0 ? 'payloom-unseen' : 'payloom-status-hint'}>
        {left > 0 ? announced(left, words) : words.text('display.over')}
      </p>
    </>
  )
}

/** Whole seconds until a time, never below 0. */
function useSecondsUntil(end: number): number {
  const [now, setNow] = useState(Date.now)
  const left = Math.max(0, Math.ceil((end - now) / 1000))
  const pace = left > hour ? 60_000 : 1000
  const isOver = !(left > 0)
  useEffect(() => {
    if (isOver) return
    const timer = setInterval(() => setNow(Date.now()), pace)
    return () => clearInterval(timer)
  }, [isOver, pace])
  return left
}

/** Told twice, not every second: the text changes when the last five minutes begin, and the last one. */
function announced(left: number, words: ReturnType<typeof useCheckoutContext>['words']): string {
  if (left > 300) return ''
  const style = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const
  const time = new Intl.NumberFormat(intlLocaleOf(words.locale), style).format(left > 60 ? 5 : 1)
  return words.text('display.timeLeft', { time })
}
