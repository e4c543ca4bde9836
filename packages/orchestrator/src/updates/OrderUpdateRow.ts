import type { Money, OrderUpdate } from '@payloom/core/contract'

/** An order update of the shop as the ledger keeps it. */
export interface OrderUpdateRow {
  updateId: string
  paymentId: string
  body: OrderUpdate
  /** Tells whether an update with the same id is the same update. */
  hash: string
  /** `rejected`: the shop was told. Parts that went before are facts all the same. */
  state: 'open' | 'done' | 'rejected'
  /** Why it was rejected. */
  reason?: string | undefined
}

/** What one attempt's company is asked for by an update. Planned once: the same name is never asked with another amount. */
export interface UpdateStep {
  /** Its name at the company, and its key. */
  reference: string
  updateId: string
  attemptId: string
  /** `tell`: there is no company to be told of the shipment. */
  action: 'refund' | 'void' | 'ship' | 'tell'
  /** Of a refund or a void. */
  amount?: Money | undefined
  /** `asked`: the company may have done it. */
  state: 'planned' | 'asked' | 'done'
}
