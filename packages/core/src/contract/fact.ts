import * as v from 'valibot'
import { idSchema, timeSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'
import { type Tracking, trackingSchema } from './tracking.ts'

/** What can happen to an attempt at the payment company. */
export const factKinds = [
  'opened',
  'pending',
  'authorized',
  'voided',
  'captured',
  'refunded',
  'refund_failed',
  'charged_back',
  'chargeback_reversed',
  'failed',
  'canceled',
  'expired',
  'superseded',
] as const

/** What can happen to an order after it was paid, told like a fact: it moves no money and no status. */
export const fulfilmentKinds = ['shipped', 'tracking_added'] as const

/** Of an order update that the orchestrator or the company refused: it moves nothing, and the shop is told. */
export const rejectedUpdateKind = 'order_update_rejected'

/** A kind that the status function knows. */
export type KnownFactKind = (typeof factKinds)[number]

/** Something that happened to an attempt at the payment company. Facts only accumulate; equal `factId` is the same fact. */
export interface Fact {
  /** The same id is the same fact, however often it is told. */
  factId: string
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** A {@link KnownFactKind}, or a later one, which is kept and logged and moves nothing. */
  kind: KnownFactKind | (string & {})
  /** What the fact moved, the attempt's surcharge included. Without it an authorisation or capture is of the attempt's whole amount. */
  amount?: Money | undefined
  /** When it happened by the company's clock; a fact without a time counts as the oldest. */
  providerTime?: string | undefined
  /** Of a shipment: the carrier's name and the parcel's number. */
  tracking?: Tracking | undefined
  /** The shop's order update that it came of. */
  orderUpdateId?: string | undefined
  /** Learnt by a read-back from the orchestrator, so later than whatever contradicts it. */
  confirmed?: boolean | undefined
}

/** Valibot schema of a {@link Fact}. */
export const factSchema: v.GenericSchema<unknown, Fact> = v.object({
  factId: idSchema,
  attemptId: idSchema,
  kind: v.string(),
  amount: v.exactOptional(moneySchema),
  providerTime: v.exactOptional(timeSchema),
  tracking: v.exactOptional(trackingSchema),
  orderUpdateId: v.exactOptional(idSchema),
  confirmed: v.exactOptional(v.boolean()),
})
