import * as v from 'valibot'
import { attemptIdSchema, codeSchema, idSchema, textSchema, timeSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'
import { type NextStep, nextStepSchema } from './nextStep.ts'
import { type PaymentErrorData, paymentErrorDataSchema } from './paymentErrorData.ts'
import type { Revision } from './revision.ts'
import { type Tracking, trackingSchema } from './tracking.ts'

/** The statuses of version 1. */
const paymentStatusValues = [
  'open',
  'pending',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'charged_back',
  'failed',
  'canceled',
  'expired',
] as const

/** What became of a payment. A value that this version does not know is kept and is never a failure. */
export type PaymentStatusValue = (typeof paymentStatusValues)[number] | (string & {})

/** Sums over all attempts, each attempt's own surcharge taken off; minor units of the payment's currency. */
export interface PaymentAmounts {
  /** What is to be paid. */
  total: Money
  /** Reserved at a company, perhaps not taken yet. */
  authorized: Money
  /** Taken. */
  captured: Money
  /** Given back by the shop. */
  refunded: Money
  /** Taken back by the shopper's bank. */
  chargedBack: Money
}

/** One try to pay, as the payment's state shows it. */
export interface AttemptState {
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** The name that the shopper reads. */
  title: string
  /** What became of this attempt alone. */
  status: PaymentStatusValue
  /** What the attempt is for, its surcharge included. */
  amount: Money
  /** Whether its outcome is still open. */
  live: boolean
  /** Whether it stands as an order that is paid later (offline methods). */
  placed?: boolean | undefined
  /** The open redirect, action or display; only for those who may pay. */
  next?: NextStep | undefined
}

/** A shipment or its tracking, as told by the shop. */
export interface Fulfilment {
  /** What the shop told, e.g. `shipped`. */
  kind: string
  /** RFC 3339. */
  at: string
  /** The carrier's name and the parcel's number. */
  tracking?: Tracking | undefined
}

/** The whole truth about a payment that a browser may see; computed from facts by the backend. */
export interface PaymentState {
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** The shop's order, once there is one. */
  orderId?: string | undefined
  /** What became of the payment as a whole. */
  status: PaymentStatusValue
  /** No attempt is live and nothing is partly paid: a checkout may close its stream. */
  settled: boolean
  /** More was taken than the total. */
  overpaid?: boolean | undefined
  /** Tells which of two states is newer. */
  revision: Revision
  /** RFC 3339, of the newest visible change. */
  updatedAt: string
  /** Minor units. */
  amounts: PaymentAmounts
  /** Every try to pay. */
  attempts: AttemptState[]
  /** Each status that the payment has had, with its time (RFC 3339). */
  history: { status: PaymentStatusValue; at: string }[]
  /** What the shop told of shipments. */
  fulfilment: Fulfilment[]
  /** Why the payment failed, if it did. */
  error?: PaymentErrorData | undefined
}

const amountsSchema: v.GenericSchema<unknown, PaymentAmounts> = v.object({
  total: moneySchema,
  authorized: moneySchema,
  captured: moneySchema,
  refunded: moneySchema,
  chargedBack: moneySchema,
})

const attemptStateSchema: v.GenericSchema<unknown, AttemptState> = v.object({
  attemptId: attemptIdSchema,
  provider: codeSchema,
  method: codeSchema,
  title: textSchema,
  status: v.string(),
  amount: moneySchema,
  live: v.boolean(),
  placed: v.exactOptional(v.boolean()),
  next: v.exactOptional(nextStepSchema),
})

const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Valibot schema of a {@link PaymentState}. */
export const paymentStateSchema: v.GenericSchema<unknown, PaymentState> = v.object({
  paymentId: idSchema,
  orderId: v.exactOptional(idSchema),
  status: v.string(),
  settled: v.boolean(),
  overpaid: v.exactOptional(v.boolean()),
  revision: v.object({ epoch: countSchema, seq: countSchema }),
  updatedAt: timeSchema,
  amounts: amountsSchema,
  attempts: v.array(attemptStateSchema),
  history: v.array(v.object({ status: v.string(), at: timeSchema })),
  fulfilment: v.array(
    v.object({
      kind: v.string(),
      at: timeSchema,
      tracking: v.exactOptional(trackingSchema),
    }),
  ),
  error: v.exactOptional(paymentErrorDataSchema),
})
