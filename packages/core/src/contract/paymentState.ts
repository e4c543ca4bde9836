import * as v from 'valibot'
import { attemptIdSchema, codeSchema, idSchema, textSchema, timeSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'
import { type NextStep, nextStepSchema } from './nextStep.ts'
import { type PaymentErrorData, paymentErrorDataSchema } from './paymentErrorData.ts'
import type { Revision } from './revision.ts'

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
  total: Money
  authorized: Money
  captured: Money
  refunded: Money
  chargedBack: Money
}

/** One try to pay, as the payment's state shows it. */
export interface AttemptState {
  attemptId: string
  provider: string
  method: string
  title: string
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
  kind: string
  at: string
  tracking?: { name: string; number: string } | undefined
}

/** The whole truth about a payment that a browser may see; computed from facts by the backend. */
export interface PaymentState {
  paymentId: string
  /** The shop's order, once there is one. */
  orderId?: string | undefined
  status: PaymentStatusValue
  /** No attempt is live and nothing is partly paid: a checkout may close its stream. */
  settled: boolean
  /** More was taken than the total. */
  overpaid?: boolean | undefined
  revision: Revision
  updatedAt: string
  amounts: PaymentAmounts
  attempts: AttemptState[]
  history: { status: PaymentStatusValue; at: string }[]
  fulfilment: Fulfilment[]
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
      tracking: v.exactOptional(v.object({ name: v.string(), number: v.string() })),
    }),
  ),
  error: v.exactOptional(paymentErrorDataSchema),
})
