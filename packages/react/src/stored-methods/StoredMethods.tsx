'use client'

import type { StoredMethod } from '@payloom/core/contract'
import { type ReactNode, useRef, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoredMethods } from '../hooks/useStoredMethods.ts'
import { SkeletonRows } from '../lazy-part/SkeletonRows.tsx'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { StoredMethodRow } from './StoredMethodRow.tsx'
import { storedName } from './storedName.ts'

/** Props of {@link StoredMethods}. */
export interface StoredMethodsProps extends PartProps {
  /** Rows of the skeleton while they load. @default 1 */
  skeletonRows?: number | undefined
}

/**
 * What a customer stored, in the account: each can be deleted, after one more question. Renders a `<section>` with `data-state`
 * (`loading`, `ready`, `empty`, `error`).
 */
export function StoredMethods({ skeletonRows = 1, ...part }: StoredMethodsProps): ReactNode {
  const { words } = useCheckoutContext('<StoredMethods>')
  const stored = useStoredMethods({ scope: 'account' })
  const [news, setNews] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const state = !words.isReady
    ? 'loading'
    : stored.status === 'ready'
      ? stateOf(stored.storedMethods)
      : stored.status
  const remove = async (one: StoredMethod) => {
    const title = storedName(one, words)
    const { kind } = await stored.remove(one.id)
    setNews(words.text(kind === 'removed' ? 'stored.deleted' : 'stored.kept', { title }))
    // The row goes away, and the focus with it.
    if (kind === 'removed') list.current?.focus()
  }
  const children = (
    <>
      <div ref={list} tabIndex={-1} className="payloom-stored-body">
        {state === 'loading' && <Skeleton rows={skeletonRows} />}
        {state === 'empty' && <p className="payloom-notice">{words.text('stored.empty')}</p>}
        {stored.status === 'error' && state === 'error' && (
          <div className="payloom-notice" data-tone="negative">
            <p role="alert">{words.textOf('listError', stored.error.code)}</p>
            <button type="button" className="payloom-quiet-button" onClick={() => void stored.refetch()}>
              {words.text('action.retry')}
            </button>
          </div>
        )}
        {stored.status === 'ready' && state === 'ready' && (
          <ul className="payloom-list payloom-stored-list">
            {stored.storedMethods.map((one) => (
              <StoredMethodRow key={one.id} stored={one} onDelete={() => remove(one)} />
            ))}
          </ul>
        )}
      </div>
      <p aria-live="polite" className={news ? 'payloom-hint' : 'payloom-unseen'}>
        {news}
      </p>
    </>
  )
  const label = words.text('stored.label') || undefined
  const attributes = { 'aria-label': label, className: 'payloom payloom-stored-methods', children }
  return drawPart('section', attributes, part, { state })
}

function stateOf(storedMethods: readonly StoredMethod[]): 'ready' | 'empty' {
  return storedMethods.length === 0 ? 'empty' : 'ready'
}

function Skeleton({ rows }: { rows: number }): ReactNode {
  const { words } = useCheckoutContext('<StoredMethods>')
  return (
    <>
      <p role="status" className="payloom-unseen">
        {words.text('stored.loading')}
      </p>
      <SkeletonRows rows={rows} />
    </>
  )
}
