'use client'

import { useEffect, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** From here on every second counts; before it, every minute. */
const hour = 3600

/** Whole seconds until a time of the server's, by its clock, never below 0; `undefined` without a time. */
export function useSecondsUntil(time: string | undefined): number | undefined {
  const { serverNow } = useCheckoutContext('<PaymentStatus>').checkout
  const [seen, setSeen] = useState(() => ({ time, now: serverNow() }))
  // The time now is as old as the last tick; with the answer that tells an end, the server's clock may have been learnt too.
  if (seen.time !== time) setSeen({ time, now: serverNow() })
  const end = Date.parse(time ?? '')
  const left = Number.isNaN(end) ? undefined : Math.max(0, Math.ceil((end - seen.now) / 1000))
  const pace = (left ?? 0) > hour ? 60_000 : 1000
  const isRunning = left !== undefined && left > 0
  useEffect(() => {
    if (!isRunning) return
    const tick = (): void => setSeen({ time, now: serverNow() })
    tick()
    const timer = setInterval(tick, pace)
    return () => clearInterval(timer)
  }, [isRunning, pace, serverNow, time])
  return left
}
