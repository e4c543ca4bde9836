import * as v from 'valibot'
import { attemptIdSchema, idSchema, textSchema, timeSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'
import { type Tracking, trackingSchema } from './tracking.ts'

/**
 * Orchestrator → shop: the documented `{ orderId, status, payload }` and, from Payloom's orchestrator, what makes it exact.
 * `orderId` is the paymentId, both ways.
 */
export interface PaymentStatusMessage {
  /** The paymentId. */
  orderId: string
  /** The documented status word; `kind` is more exact where it is given. */
  status: string
  /** The company's raw event; it never reaches a browser. */
  payload?: unknown
  /** Older senders name the company's payment with this. */
  gatewayOrderId?: string | undefined

  /** The fact's kind. */
  kind?: string | undefined
  /** The same id is the same fact, however often it is told. */
  factId?: string | undefined
  /** The attempt that the fact is about. */
  attemptId?: string | undefined
  /** Minor units, surcharge included. */
  amount?: Money | undefined
  /** When it happened, by the company's clock (RFC 3339). */
  providerTime?: string | undefined
  /** Of a shipment: the carrier's name and the parcel's number. */
  tracking?: Tracking | undefined
  /** The shop's order update that it answers. */
  orderUpdateId?: string | undefined
  /** Why an order update was refused; short, for people of the shop. */
  reason?: string | undefined
  /** The same id is the same message, so that a repeat is known. */
  messageId?: string | undefined
}

/** Valibot schema of a {@link PaymentStatusMessage}. */
export const paymentStatusMessageSchema: v.GenericSchema<unknown, PaymentStatusMessage> = v.object({
  orderId: idSchema,
  status: v.string(),
  payload: v.exactOptional(v.unknown()),
  gatewayOrderId: v.exactOptional(v.string()),
  kind: v.exactOptional(v.string()),
  factId: v.exactOptional(idSchema),
  attemptId: v.exactOptional(attemptIdSchema),
  amount: v.exactOptional(moneySchema),
  providerTime: v.exactOptional(timeSchema),
  tracking: v.exactOptional(trackingSchema),
  orderUpdateId: v.exactOptional(idSchema),
  reason: v.exactOptional(textSchema),
  messageId: v.exactOptional(idSchema),
})

/** Events that a payment service emits. */
export const PaymentEvents = {
  /** Something happened to a payment. */
  PAYMENT_STATUS_UPDATED: 'PAYMENT_STATUS_UPDATED',
  /** An attempt brought money that its payment does not need; it goes back. */
  PAYMENT_DUPLICATE_PAID: 'PAYMENT_DUPLICATE_PAID',
  /** An order update was refused by the orchestrator or the company: nothing was refunded or shipped by it. */
  ORDER_UPDATE_REJECTED: 'ORDER_UPDATE_REJECTED',
} as const

/** Name of an event of {@link PaymentEvents}. */
export type PaymentEventName = (typeof PaymentEvents)[keyof typeof PaymentEvents]
