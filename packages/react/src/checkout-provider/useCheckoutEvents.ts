'use client'

import type { AttemptPhase, AttemptView, Checkout } from '@payloom/core'
import { useEffect } from 'react'
import { actionDialogLoader } from '../action-host/actionDialogLoader.ts'
import type { CheckoutQueries } from '../context/createCheckoutQueries.ts'

/** What a provider of a checkout does beside drawing: keeps the list fresh, and fetches ahead what an order will need. */
export function useCheckoutEvents(checkout: Checkout, { methodList }: CheckoutQueries): void {
  useEffect(() => {
    const { attempt, selection } = checkout
    // A page of a status alone shows no list, and never asks for one.
    const isShown = () => methodList.getState().status !== 'pending'
    const onVisible = () => {
      // A tab that was away may show an old cart. While money moves, and once it has moved, the list stands still.
      if (document.visibilityState === 'visible' && isShown() && resting.includes(attempt.getState().phase))
        methodList.ask()
    }
    const onPageShow = ({ persisted }: PageTransitionEvent) => {
      // Out of the back/forward cache comes the cart of the moment when the page was left.
      if (persisted && isShown()) void methodList.refetch()
    }
    const endAttempt = attempt.subscribe((view, before) => {
      if (view !== before && isListOutdated(view)) void methodList.refetch()
    })
    const endSelection = selection.subscribe(({ method }) => {
      // A failure shows when the order is placed, and stops it there.
      if (method) actionDialogLoader.load().catch(() => {})
    })
    document.addEventListener('visibilitychange', onVisible)
    window.addEventListener('pageshow', onPageShow)
    return () => {
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('pageshow', onPageShow)
      endAttempt()
      endSelection()
    }
  }, [checkout, methodList])
}

const resting: readonly AttemptPhase[] = ['idle', 'ready', 'failed', 'canceled', 'expired', 'reviewing']

/** The server told that the list on the page is no longer true. */
function isListOutdated(attempt: AttemptView): boolean {
  const error = 'error' in attempt ? attempt.error : undefined
  return attempt.phase === 'reviewing' || error?.code === 'method-unavailable'
}
