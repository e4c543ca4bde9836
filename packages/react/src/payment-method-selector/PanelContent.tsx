'use client'

import type { PanelState } from '@payloom/core'
import type { MessageKey } from '@payloom/core/messages'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'

/** Props of {@link PanelContent}. */
export interface PanelContentProps {
  state: string
  panel: PanelState
  /** What stands in the place of fields. */
  sentence: MessageKey | undefined
  retry(): void
}

/** What a panel shows beside the provider's slot. */
export function PanelContent({ state, panel, sentence, retry }: PanelContentProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<PaymentMethodSelector>')
  const title = useStoreState(checkout.selection, ({ method }) => method?.title)
  const name = { method: title ?? '' }
  if (state === 'loading') {
    return (
      <div role="status" className="payloom-panel-skeleton payloom-skeleton">
        <span className="payloom-unseen">{words.text('panel.loading', name)}</span>
      </div>
    )
  }
  if (state === 'error') {
    return (
      <div className="payloom-panel-error" data-tone="negative">
        <p role="alert">{words.textOf('panelError', errorCode(panel), name)}</p>
        <button type="button" className="payloom-quiet-button" onClick={retry}>
          {words.text('action.retry')}
        </button>
      </div>
    )
  }
  return sentence ? <p className="payloom-sentence">{words.text(sentence, name)}</p> : null
}

function errorCode(panel: PanelState): string {
  if (panel.status === 'error') return panel.error.code
  return (panel.status === 'ready' && panel.session?.error?.code) || 'unknown'
}
