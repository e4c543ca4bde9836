'use client'

import type { PanelState, Selection } from '@payloom/core'
import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { usePaymentMethod } from '../hooks/usePaymentMethod.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { PanelContent } from './PanelContent.tsx'
import { useRowContext } from './RowContext.ts'

/**
 * The panel of the chosen way to pay: the provider's own slot, a sentence, or what went wrong. A `<div role="group">` with `data-state`:
 * `loading`, `ready`, `nothing`, `own-button`, `error`.
 */
export function SelectorPanel(part: PartProps): ReactNode {
  const { isSelected } = useRowContext('Panel')
  return isSelected ? <OpenPanel {...part} /> : null
}

function OpenPanel(part: PartProps): ReactNode {
  const { checkout, taken } = useCheckoutContext('<PaymentMethodSelector>')
  const { id } = useRowContext('Panel')
  const { panel, panelRef, retry } = usePaymentMethod()
  const selection = useStoreState(checkout.selection, (chosen) => chosen)
  // Where no button of the page lends its place, the method's own button stands here.
  const isElsewhere = selection.presentation === 'button' && Boolean(taken.button)
  const state = panelStateOf(panel, isElsewhere)
  const children = (
    <>
      {/* The slot is the provider's: React puts nothing into it and keeps it as long as the method is chosen. */}
      {!isElsewhere && <div ref={panelRef} className="payloom-slot" />}
      <PanelContent state={state} panel={panel} sentence={sentenceOf(selection, state)} retry={retry} />
    </>
  )
  const attributes = { role: 'group', 'aria-labelledby': `${id}-title` }
  return drawPart('div', { ...attributes, className: 'payloom-panel', children }, part, { state })
}

function panelStateOf(panel: PanelState, isElsewhere: boolean) {
  const isReady = panel.status === 'ready'
  if (panel.status === 'error' || (isReady && panel.session?.phase === 'error')) return 'error'
  if (isElsewhere) return 'own-button'
  if (!isReady) return 'loading'
  if (panel.presentation === 'none') return 'nothing'
  return panel.session?.phase === 'loading' ? 'loading' : 'ready'
}

function sentenceOf({ method, stored, kind, total }: Selection, state: string) {
  if (state === 'own-button') return 'panel.ownButton'
  // A stored method that asks for nothing has an empty slot.
  if (state !== 'nothing' && !(state === 'ready' && stored && !stored.needsCvc)) return undefined
  if (kind === 'setup') return 'panel.setup'
  if ((method?.total ?? total)?.value === 0) return 'panel.free'
  return method?.isOffline ? 'panel.offline' : 'panel.nothing'
}
