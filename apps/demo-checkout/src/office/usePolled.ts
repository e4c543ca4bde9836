import { useCallback, useEffect, useState } from 'react'
import { OfficeError } from './OfficeError.ts'

/** What the office follows. */
export type Polled<T> =
  | { status: 'loading' }
  /** `isStale`: the newest question was not answered; what is shown may be older. */
  | { status: 'ready'; value: T; isStale: boolean }
  | { status: 'error'; code: string }

/** What {@link usePolled} answers. */
export interface Polling<T> {
  polled: Polled<T>
  /** Asks at once. */
  reload: () => void
}

const pause = 3_000

/**
 * Asks the office, and again every three seconds while the page is seen.
 *
 * @param load must stay the same function for as long as it asks the same thing.
 */
export function usePolled<T>(load: () => Promise<T>): Polling<T> {
  const [round, setRound] = useState(0)
  const [kept, setKept] = useState<{ load: unknown; polled: Polled<T> }>()
  const reload = useCallback(() => setRound((count) => count + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks at once.
  useEffect(() => {
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = (change: (before: Polled<T>) => Polled<T>): void =>
      setKept((before) => ({
        load,
        polled: change(before?.load === load ? before.polled : { status: 'loading' }),
      }))
    const ask = async (): Promise<void> => {
      timer = undefined
      try {
        const value = await load()
        if (isCurrent) keep(() => ({ status: 'ready', value, isStale: false }))
      } catch (error) {
        const code = error instanceof OfficeError ? error.code : 'network'
        if (isCurrent) keep((before) => failed(before, code))
      }
      if (isCurrent && document.visibilityState === 'visible') timer = setTimeout(() => void ask(), pause)
    }
    // A page that comes back is not left waiting for the pause that began before it went.
    const onVisibility = (): void => {
      if (document.visibilityState === 'visible') reload()
      else clearTimeout(timer)
    }
    document.addEventListener('visibilitychange', onVisibility)
    void ask()
    return () => {
      isCurrent = false
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisibility)
    }
  }, [load, round, reload])
  return { polled: kept?.load === load ? kept.polled : { status: 'loading' }, reload }
}

/** One lost answer takes nothing from the page; who has no key any more sees nothing. */
function failed<T>(before: Polled<T>, code: string): Polled<T> {
  return code === 'network' && before.status === 'ready'
    ? { ...before, isStale: true }
    : { status: 'error', code }
}
