'use client'

import type { CSSProperties, ReactNode } from 'react'
import { useEffect } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import type { CheckoutQueries } from '../context/createCheckoutQueries.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { importDrawnParts } from '../lazy-part/importDrawnParts.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'
import { SkeletonRows } from '../lazy-part/SkeletonRows.tsx'
import type { SelectorState } from './SelectorContext.ts'

/** Props of {@link PaymentMethodSelector}. */
export interface PaymentMethodSelectorProps {
  /** The list's heading. @default a message that only screen readers read */
  legend?: ReactNode
  /** Rows of the skeleton while the list loads; as many as you expect keep the page still. @default 3 */
  skeletonRows?: number | undefined
  /** Added to the root element's own classes. */
  className?: string | undefined
  /** Inline style of the root element. */
  style?: CSSProperties | undefined
}

const choiceLoader = createPartLoader(async () => (await importDrawnParts()).PaymentMethodChoice)

/**
 * The ways to pay: a radio group, stored methods first, with the chosen method's panel open below its row; above it what is paid
 * already. Renders a `<div>` with `data-state` (`loading`, `ready`, `empty`, `error`).
 */
export function PaymentMethodSelector(props: PaymentMethodSelectorProps): ReactNode {
  const { legend, skeletonRows = 3, className, style } = props
  const { words, queries } = useCheckoutContext('<PaymentMethodSelector>')
  const { methodList } = queries
  useEffect(() => methodList.ask(), [methodList])
  const state = useStoreState(methodList, stateOf)
  return (
    <div
      className={className ? `payloom payloom-methods ${className}` : 'payloom payloom-methods'}
      style={style}
      data-state={words.isReady ? state : 'loading'}
    >
      <LazyPart
        loader={choiceLoader}
        props={{ legend, skeletonRows }}
        isReady={words.isReady}
        placeholder={<SkeletonRows rows={skeletonRows} />}
      />
    </div>
  )
}

function stateOf({ data, error }: ReturnType<CheckoutQueries['methodList']['getState']>): SelectorState {
  if (!data) return error ? 'error' : 'loading'
  return data.methods.length + data.stored.length === 0 ? 'empty' : 'ready'
}
