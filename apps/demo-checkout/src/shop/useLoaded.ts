import { useCallback, useEffect, useState } from 'react'
import { ShopError } from './ShopError.ts'

/** What a page asked the shop for. */
export type Loaded<T> =
  | { status: 'loading' }
  | { status: 'ready'; value: T }
  | { status: 'error'; code: string; retry: () => void }

/**
 * Asks the shop when a page is shown.
 *
 * @param load must stay the same function for as long as it asks the same thing.
 */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [tries, setTries] = useState(0)
  const [state, setState] = useState<{ load: unknown; tries: number; loaded: Loaded<T> }>()
  const retry = useCallback(() => setTries((count) => count + 1), [])
  useEffect(() => {
    let isCurrent = true
    const keep = (loaded: Loaded<T>) => {
      if (isCurrent) setState({ load, tries, loaded })
    }
    load().then(
      (value) => keep({ status: 'ready', value }),
      (error: unknown) =>
        keep({ status: 'error', code: error instanceof ShopError ? error.code : 'network', retry }),
    )
    return () => {
      isCurrent = false
    }
  }, [load, tries, retry])
  return state?.load === load && state.tries === tries ? state.loaded : { status: 'loading' }
}
