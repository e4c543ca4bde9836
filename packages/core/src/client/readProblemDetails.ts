import * as v from 'valibot'
import { methodSchema } from '../contract/methodList.ts'
import { moneySchema } from '../contract/money.ts'
import { paymentResultSchema } from '../contract/paymentResult.ts'
import { paymentStateSchema } from '../contract/paymentState.ts'
import type { Problem } from '../contract/problem.ts'
import type { PaymentErrorDetails } from '../errors/PaymentError.ts'

const readable = v.object({
  state: v.exactOptional(v.fallback(v.optional(paymentStateSchema), undefined)),
  result: v.exactOptional(v.fallback(v.optional(paymentResultSchema), undefined)),
  methods: v.exactOptional(v.fallback(v.optional(v.array(methodSchema)), undefined)),
  total: v.exactOptional(v.fallback(v.optional(moneySchema), undefined)),
})

/** The members of a refusal, each parsed by its own schema; one that does not parse is left out, the refusal stands. */
export function readProblemDetails(problem: Problem): PaymentErrorDetails {
  return { ...v.parse(readable, problem), issues: problem.issues }
}
