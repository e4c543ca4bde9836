'use client'

import { useEffect, useState } from 'react'

/** From here on every second counts; before it, every minute. */
const hour = 3600

/** Whole seconds until a time, never below 0; `undefined` without a time. */
export function useSecondsUntil(time: string | undefined): number | undefined {
  const end = Date.parse(time ?? '')
  const [now, setNow] = useState(Date.now)
  const left = Number.isNaN(end) ? undefined : Math.max(0, Math.ceil((end - now) / 1000))
  const pace = (left ?? 0) > hour ? 60_000 : 1000
  const isRunning = left !== undefined && left > 0
  useEffect(() => {
    if (!isRunning) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), pace)
    return () => clearInterval(timer)
  }, [isRunning, pace])
  return left
}
