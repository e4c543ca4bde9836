'use client'

import type { AttemptView, Checkout } from '@payloom/core'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { actionDialogLoader } from '../action-host/actionDialogLoader.ts'

/** What a provider of a checkout does beside drawing: keeps the list fresh, and fetches ahead what an order will need. */
export function useCheckoutEvents(checkout: Checkout, queryClient: QueryClient): void {
  useEffect(() => {
    queryClient.mount()
    return () => queryClient.unmount()
  }, [queryClient])

  useEffect(() => {
    const refresh = () => void queryClient.invalidateQueries({ queryKey: ['method-list'] })
    const onPageShow = (event: PageTransitionEvent) => {
      // A page out of the back/forward cache shows the cart of the moment when it was left.
      if (event.persisted) refresh()
    }
    window.addEventListener('pageshow', onPageShow)
    const endAttempt = checkout.attempt.subscribe((attempt, before) => {
      if (attempt !== before && isListOutdated(attempt)) refresh()
    })
    const endSelection = checkout.selection.subscribe(({ method }) => {
      // A failure shows when the order is placed, and stops it there.
      if (method) actionDialogLoader.load().catch(() => {})
    })
    return () => {
      window.removeEventListener('pageshow', onPageShow)
      endAttempt()
      endSelection()
    }
  }, [checkout, queryClient])
}

/** The server told that the list on the page is no longer true. */
function isListOutdated(attempt: AttemptView): boolean {
  if (attempt.phase === 'reviewing') return true
  const error = 'error' in attempt ? attempt.error : undefined
  return error?.code === 'method-unavailable'
}
