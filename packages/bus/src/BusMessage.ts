import type { OrderUpdate, PaymentStatusMessage } from '@payloom/core/contract'

/** What travels on the bus. Equal `messageId` is the same message, however often it arrives. */
export type BusMessage =
  /** Orchestrator → shop: something happened to an attempt. */
  | { messageId: string; type: 'payment-status'; body: PaymentStatusMessage }
  /** Shop → orchestrator: what the shop tells the company later. */
  | { messageId: string; type: 'order-update'; body: OrderUpdate }
