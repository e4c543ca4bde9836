'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { PartLoader } from './createPartLoader.ts'
import { usePart } from './usePart.ts'

/** Props of {@link LazyPart}. */
export interface LazyPartProps<Props> {
  loader: PartLoader<Props>
  props: Props & object
  /** Whether what it draws has come; its code is fetched meanwhile. */
  isReady: boolean
  /** Shown until both have come. */
  placeholder: ReactNode
}

/** A part whose code comes later. Should it not come, a sentence and a button to try again stand in its place. */
export function LazyPart<Props>({ loader, props, isReady, placeholder }: LazyPartProps<Props>): ReactNode {
  const { words } = useCheckoutContext('<CheckoutProvider>')
  const part = usePart(loader)
  if (part.status === 'loading' || !isReady) return placeholder
  if (part.status === 'ready') return <part.Part {...props} />
  return (
    <div className="payloom-notice" data-tone="negative">
      <p role="alert">{words.text('part.error')}</p>
      <button type="button" className="payloom-quiet-button" onClick={part.retry}>
        {words.text('action.retry')}
      </button>
    </div>
  )
}
