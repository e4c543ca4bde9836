import type { AttemptPhase, Checkout, PaymentError } from '@payloom/core'
import type { MethodList } from '@payloom/core/contract'
import type { UseQueryOptions } from '@tanstack/react-query'

const settled: readonly AttemptPhase[] = ['idle', 'ready', 'failed', 'canceled', 'expired', 'reviewing']

/** The one query of a checkout: its method list. */
export function methodListQuery(checkout: Checkout): UseQueryOptions<MethodList, PaymentError> {
  return {
    queryKey: ['method-list'],
    queryFn: ({ signal }) => checkout.loadMethodList(signal),
    // A tab that was away may show an old cart; while money moves, or once it has moved, the list must stand still.
    refetchOnWindowFocus: () => settled.includes(checkout.attempt.getState().phase),
  }
}
