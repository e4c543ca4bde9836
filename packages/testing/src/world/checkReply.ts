import {
  createdSetupSchema,
  loadedMethodSchema,
  methodListSchema,
  paymentResultSchema,
  paymentStateSchema,
  problemSchema,
  quoteResultSchema,
  type RouteName,
  resumeResultSchema,
  storedMethodSchema,
} from '@payloom/core/contract'
import * as v from 'valibot'

const money = v.object({ value: v.pipe(v.number(), v.safeInteger()), currency: v.string() })

const schemas: Partial<Record<RouteName, v.GenericSchema<unknown, unknown>>> = {
  loadMethodList: methodListSchema,
  loadMethod: loadedMethodSchema,
  loadBalance: money,
  loadQuote: quoteResultSchema,
  validate: paymentResultSchema,
  updatePayment: paymentResultSchema,
  cancelPayment: paymentResultSchema,
  readAttempt: paymentResultSchema,
  readStatus: paymentStateSchema,
  stream: paymentStateSchema,
  resume: resumeResultSchema,
  createSetup: createdSetupSchema,
  loadStoredMethods: v.array(storedMethodSchema),
}

/**
 * Holds what the fake world answers against the contract, so that no test passes on an answer that no server may give.
 *
 * @throws TypeError that names the call and the place.
 */
export function checkReply(name: RouteName, body: unknown): void {
  const schema = schemas[name]
  if (schema) check(`the answer of ${name}`, schema, body)
}

/** The same for a problem. */
export function checkProblem(body: unknown): void {
  check('a problem', problemSchema, body)
}

function check(what: string, schema: v.GenericSchema<unknown, unknown>, body: unknown): void {
  const parsed = v.safeParse(schema, body)
  if (parsed.success) return
  const [issue] = parsed.issues
  throw new TypeError(
    `createFakeWorld: ${what} breaks the contract at "${v.getDotPath(issue) ?? ''}": ${issue.message} Mend the list or the answers that the test gives.`,
  )
}
