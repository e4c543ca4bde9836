import * as v from 'valibot'
import { idSchema, timeSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'

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
  confirmed: v.exactOptional(v.boolean()),
})
