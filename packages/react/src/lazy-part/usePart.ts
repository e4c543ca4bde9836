'use client'

import { type ComponentType, useEffect, useState } from 'react'
import type { PartLoader } from './createPartLoader.ts'

/** A part whose code comes later. */
export type PartView<Props> =
  | { status: 'loading' }
  | { status: 'ready'; Part: ComponentType<Props> }
  | { status: 'error'; retry: () => void }

/** Fetches a part's code and follows it. */
export function usePart<Props>(loader: PartLoader<Props>): PartView<Props> {
  const [tries, setTries] = useState(0)
  const [failedTry, setFailedTry] = useState(-1)
  const [Part, setPart] = useState(loader.loaded)
  useEffect(() => {
    let isCurrent = true
    loader.load().then(
      (loaded) => isCurrent && setPart(() => loaded),
      () => isCurrent && setFailedTry(tries),
    )
    return () => {
      isCurrent = false
    }
  }, [loader, tries])
  if (Part) return { status: 'ready', Part }
  if (failedTry === tries) return { status: 'error', retry: () => setTries(tries + 1) }
  return { status: 'loading' }
}
