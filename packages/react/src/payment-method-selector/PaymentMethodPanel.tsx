'use client'

import type { PanelState } from '@payloom/core'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { usePaymentMethod } from '../hooks/usePaymentMethod.ts'

/** The chosen method's panel: the provider's own slot, a sentence, or what went wrong. */
export function PaymentMethodPanel({ titleId }: { titleId: string }): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const { method, panel, panelRef, retry } = usePaymentMethod()
  const state = stateOf(panel)
  const name = { method: method?.title ?? '' }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset needs a legend of its own, and the row's title is the name already
    <div className="payloom-panel" role="group" aria-labelledby={titleId} data-state={state}>
      {/* The slot is the provider's: React puts nothing into it and keeps it as long as the method is chosen. */}
      <div ref={panelRef} className="payloom-slot" />
      {state === 'loading' && (
        <div role="status" className="payloom-panel-skeleton payloom-skeleton">
          <span className="payloom-unseen">{words.text('panel.loading', name)}</span>
        </div>
      )}
      {state === 'nothing' && (
        <p className="payloom-sentence">
          {words.text(method?.isOffline ? 'panel.offline' : 'panel.nothing')}
        </p>
      )}
      {state === 'error' && (
        <div className="payloom-panel-error" data-tone="negative">
          <p role="alert">{words.textOf('panelError', errorCode(panel), name)}</p>
          <button type="button" className="payloom-quiet-button" onClick={retry}>
            {words.text('action.retry')}
          </button>
        </div>
      )}
    </div>
  )
}

function stateOf(panel: PanelState): 'loading' | 'ready' | 'nothing' | 'error' {
  if (panel.status !== 'ready') return panel.status === 'error' ? 'error' : 'loading'
  const { presentation, session } = panel
  if (session?.phase === 'error') return 'error'
  if (presentation === 'none') return 'nothing'
  return session?.phase === 'loading' ? 'loading' : 'ready'
}

function errorCode(panel: PanelState): string {
  if (panel.status === 'error') return panel.error.code
  return (panel.status === 'ready' && panel.session?.error?.code) || 'unknown'
}
