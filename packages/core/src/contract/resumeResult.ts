import * as v from 'valibot'
import { codeSchema } from './code.ts'
import { type PaymentResult, paymentResultSchema } from './paymentResult.ts'

/** The answer of `resume`: the true state of what the return token stands for. */
export interface ResumeResult {
  /** The attempt as it stands after the return. */
  result: PaymentResult
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** The company's return fields, raw; they choose nothing, a provider may need them to continue. */
  params: Record<string, string>
}

/** Valibot schema of a {@link ResumeResult}. */
export const resumeResultSchema: v.GenericSchema<unknown, ResumeResult> = v.object({
  result: v.lazy(() => paymentResultSchema),
  provider: codeSchema,
  method: codeSchema,
  params: v.fallback(v.record(v.string(), v.string()), {}),
})
