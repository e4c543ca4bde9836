import { type PaymentValidationResult, paymentValidationResultSchema } from '@payloom/core/contract'
import * as v from 'valibot'

/**
 * The contract's schema for an answer about an attempt, and what has to hold before it is asked: the older shape `{ id }` means
 * "complete", so nothing that merely lacks an outcome, or has a broken one, may pass for it.
 */
export const validationAnswerSchema: v.GenericSchema<unknown, PaymentValidationResult> = v.pipe(
  v.custom<unknown>(isAnswer, 'neither an outcome nor the older shape'),
  paymentValidationResultSchema,
)

function isAnswer(body: unknown): boolean {
  if (!isObject(body)) return false
  if (!('outcome' in body)) return typeof body.id === 'string' || isObject(body.intermediateStep)
  const parsed = v.safeParse(paymentValidationResultSchema, body)
  const said = isObject(body.outcome) ? body.outcome.outcome : undefined
  return (
    parsed.success &&
    typeof said === 'string' &&
    (parsed.output.outcome.outcome !== 'complete' || said === 'complete')
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
