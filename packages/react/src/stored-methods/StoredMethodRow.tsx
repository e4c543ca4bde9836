'use client'

import type { StoredMethod } from '@payloom/core/contract'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { StoredTitle } from './StoredTitle.tsx'
import { storedName } from './storedName.ts'

/** Props of {@link StoredMethodRow}. */
export interface StoredMethodRowProps {
  stored: StoredMethod
  onDelete(): Promise<void>
}

/** One stored method with its way out: a first press asks, a second deletes. */
export function StoredMethodRow({ stored, onDelete }: StoredMethodRowProps): ReactNode {
  const { words } = useCheckoutContext('<StoredMethods>')
  const [step, setStep] = useState<'shown' | 'asked' | 'deleting'>('shown')
  const first = useRef<HTMLButtonElement>(null)
  const last = useRef(step)
  // The button that was pressed goes away: the focus goes to the one that stands in its place.
  useEffect(() => {
    if (last.current !== step && step !== 'deleting') first.current?.focus()
    last.current = step
  }, [step])
  const title = storedName(stored, words)
  const remove = async () => {
    setStep('deleting')
    await onDelete()
    setStep('shown')
  }
  return (
    <li className="payloom-stored-row" data-step={step}>
      <span className="payloom-row-text">
        <span className="payloom-title">
          <StoredTitle stored={stored} />
        </span>
        {stored.expiry && (
          <span className="payloom-description">
            <bdi>{words.text('stored.expiry', { expiry: stored.expiry })}</bdi>
          </span>
        )}
      </span>
      {step === 'shown' ? (
        <button
          ref={first}
          type="button"
          className="payloom-quiet-button"
          aria-label={words.text('stored.deleteTitle', { title })}
          onClick={() => setStep('asked')}
        >
          {words.text('stored.delete')}
        </button>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset needs a legend of its own; the question is the name
        <span role="group" className="payloom-confirm" aria-label={words.text('stored.confirm', { title })}>
          <button
            ref={first}
            type="button"
            className="payloom-quiet-button"
            aria-disabled={step === 'deleting'}
            onClick={() => step === 'asked' && setStep('shown')}
          >
            {words.text('stored.keep')}
          </button>
          <button
            type="button"
            className="payloom-quiet-button"
            data-tone="negative"
            aria-disabled={step === 'deleting'}
            onClick={() => step === 'asked' && void remove()}
          >
            {words.text(step === 'deleting' ? 'stored.deleting' : 'stored.delete')}
          </button>
        </span>
      )}
    </li>
  )
}
