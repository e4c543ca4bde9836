import * as v from 'valibot'
import { attemptIdSchema, idSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'
import {
  type Display,
  displaySchema,
  type ProviderAction,
  providerActionSchema,
  type RedirectField,
  redirectEntries,
} from './nextStep.ts'
import { type PaymentErrorData, paymentErrorDataSchema } from './paymentErrorData.ts'
import { type PaymentState, paymentStateSchema } from './paymentState.ts'

/** What every result carries, whatever its outcome. */
export interface PaymentResultBase {
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** The shop's order, once there is one. */
  orderId?: string | undefined
  /** Counts the steps of an attempt, from 1; `updatePayment` names the step that it answers. */
  step: number
  /** The payment after this answer. */
  state: PaymentState
}

/** What became of `validate`, `updatePayment` or `cancelPayment`. A refused payment is a value. */
export type PaymentOutcome =
  /** The order stands and nothing is left to do here; whether it is paid says `state.status`. */
  | { outcome: 'complete' }
  | { outcome: 'pending'; display?: Display | undefined }
  | { outcome: 'redirect'; url: string; method: 'GET' | 'POST'; fields: RedirectField[] }
  | { outcome: 'action'; action: ProviderAction }
  | { outcome: 'partial'; due: Money }
  | { outcome: 'failed'; error: PaymentErrorData }
  | { outcome: 'canceled' }
  | { outcome: 'expired' }

/** One answer about an attempt. */
export type PaymentResult = PaymentResultBase & PaymentOutcome

/** The outcome alone, as the orchestrator answers it and as the store keeps it. An unknown outcome reads as `pending`. */
export const paymentOutcomeSchema: v.GenericSchema<unknown, PaymentOutcome> = outcomeSchema({})

/** Valibot schema of a {@link PaymentResult}. */
export const paymentResultSchema: v.GenericSchema<unknown, PaymentResult> = outcomeSchema({
  paymentId: idSchema,
  attemptId: attemptIdSchema,
  orderId: v.exactOptional(idSchema),
  step: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  state: v.lazy(() => paymentStateSchema),
}) as v.GenericSchema<unknown, PaymentResult>

function outcomeSchema(base: v.ObjectEntries): v.GenericSchema<unknown, PaymentOutcome> {
  const known = [
    v.object({ ...base, outcome: v.literal('complete') }),
    v.object({ ...base, outcome: v.literal('pending'), display: v.exactOptional(displaySchema) }),
    v.object({ ...base, outcome: v.literal('redirect'), ...redirectEntries }),
    v.object({ ...base, outcome: v.literal('action'), action: providerActionSchema }),
    v.object({ ...base, outcome: v.literal('partial'), due: moneySchema }),
    v.object({ ...base, outcome: v.literal('failed'), error: paymentErrorDataSchema }),
    v.object({ ...base, outcome: v.literal('canceled') }),
    v.object({ ...base, outcome: v.literal('expired') }),
  ] as const
  const names = new Set(known.map((option) => option.entries.outcome.literal as string))
  return v.pipe(
    v.looseObject({ outcome: v.string() }),
    v.transform((input) => (names.has(input.outcome) ? input : { ...input, outcome: 'pending' })),
    v.variant('outcome', known),
  ) as unknown as v.GenericSchema<unknown, PaymentOutcome>
}
