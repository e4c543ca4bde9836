import * as v from 'valibot'
import { methodSchema } from '../contract/methodList.ts'
import { moneySchema } from '../contract/money.ts'
import { paymentResultSchema } from '../contract/paymentResult.ts'
import { paymentStateSchema } from '../contract/paymentState.ts'
import type { Problem } from '../contract/problem.ts'
import type { PaymentErrorDetails } from '../errors/PaymentError.ts'

/** The members of a refusal, each parsed by its own schema; one that does not parse is left out, the refusal stands. */
export function readProblemDetails({ state, result, methods, total, issues }: Problem): PaymentErrorDetails {
  return {
    state: read(paymentStateSchema, state),
    result: read(paymentResultSchema, result),
    methods: read(v.array(methodSchema), methods),
    total: read(moneySchema, total),
    issues,
  }
}

function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
  const parsed = v.safeParse(schema, value)
  return parsed.success ? parsed.output : undefined
}
