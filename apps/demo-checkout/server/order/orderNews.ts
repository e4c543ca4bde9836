import type { PaymentState } from '@payloom/core/contract'
import type { OrderNews } from '../../wire/order.ts'

/** What a list of orders says of one beside its price; nothing where nobody knows. */
export function orderNews(state: PaymentState | undefined): OrderNews {
  if (!state) return { isShipped: false }
  const { refunded } = state.amounts
  return {
    isShipped: state.fulfilment.some(({ kind }) => kind === 'shipped'),
    ...(refunded.value > 0 ? { refunded } : {}),
  }
}
