import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { methodSchema } from '../contract/methodList.ts'
import { moneySchema } from '../contract/money.ts'
import { paymentResultSchema } from '../contract/paymentResult.ts'
import { paymentStateSchema } from '../contract/paymentState.ts'
import { orderIssueSchema } from '../contract/problem.ts'
import { problems } from '../contract/problems.ts'
import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import { canary } from './changedBody.fixture.ts'
import { createPaymentClient } from './createPaymentClient.ts'
import { type CallSample, everyCall } from './everyCall.fixture.ts'
import { hearLostErrors } from './hearLostErrors.fixture.ts'
import { anyAnswerTo, maxBodyBytes, respondWith, type WireAnswer } from './wireAnswer.fixture.ts'

/** How many answers are tried; `PAYLOOM_FUZZ_RUNS=100000` asks for as many as the longer run does. */
const answers = Math.max(10_000, Number(process.env.PAYLOOM_FUZZ_RUNS ?? 0))
/** Answers that are under way at once: a read that is tried again waits for a moment. */
const atOnce = 1_000

const detailsSchema = v.strictObject({
  state: v.optional(paymentStateSchema),
  result: v.optional(paymentResultSchema),
  methods: v.optional(v.array(methodSchema)),
  total: v.optional(moneySchema),
  issues: v.optional(v.array(orderIssueSchema)),
  supported: v.optional(v.array(v.string())),
  status: v.optional(v.number()),
})

/** What a provider or a wallet gets as it came; the contract says so. */
const openEnds = ['config', 'action', 'params']

/** Names of all members, and whatever is no plain object or array. */
function* oddities(value: unknown, path = ''): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== Array.prototype)
    yield `${path} has a prototype of its own`
  for (const [key, member] of Object.entries(value)) {
    if (openEnds.includes(key)) continue
    if ([canary, '__proto__', 'prototype', 'constructor'].includes(key)) yield `${path}.${key}`
    yield* oddities(member, `${path}.${key}`)
  }
}

/** What the calls came to, by name: a fuzz that ends in one way only would prove little. */
type Seen = Map<string, number>

/** What is wrong with the end of one call; nothing when it is a value of its schema or one PaymentError. */
async function faultsOf(
  { name, call, schema }: CallSample,
  answer: WireAnswer,
  seen: Seen,
): Promise<string[]> {
  const fetch = () => respondWith(answer)
  const client = createPaymentClient({
    baseUrl: 'https://shop.example/api',
    fetch,
    random: () => 0,
    maxBodyBytes,
  })
  try {
    const value = await call(client)
    const parsed = v.safeParse(schema, value)
    if (!parsed.success) return ['a value that is none of its schema']
    count(seen, `${name} value`)
    expect(parsed.output).toEqual(value)
    return name === 'loadMerchantSession' ? [] : [...oddities(value)]
  } catch (error) {
    count(seen, isPaymentError(error) ? error.code : 'none of ours')
    return error instanceof PaymentError
      ? faultsOfError(name, error)
      : [`not a PaymentError: ${String(error)}`]
  }
}

function count(seen: Seen, name: string): void {
  seen.set(name, (seen.get(name) ?? 0) + 1)
}

function faultsOfError(name: string, error: PaymentError): string[] {
  const { code, retry, origin, message, details, cause } = error
  const faults = [...oddities(details, 'details')]
  if (!v.safeParse(detailsSchema, details).success) faults.push('details that are none of the contract')
  if (!/^[\w.-]{1,64}$/.test(code)) faults.push('a code that is none')
  if (!['same', 'other-method', 'never'].includes(retry)) faults.push(`the advice ${retry}`)
  if (!['network', 'proxy', 'page'].includes(origin)) faults.push(`the origin ${origin}`)
  if (!message.startsWith(`${name}: `) || message.length > 400 || message.includes(canary))
    faults.push(`the message ${message}`)
  if (typeof cause === 'object' && cause !== null && 'request' in cause)
    faults.push('a cause with the request')
  return faults
}

const anyExchange = fc.nat(everyCall.length - 1).chain((index) => {
  const sample = everyCall[index] as CallSample
  return anyAnswerTo(sample).map((answer) => ({ sample, answer }))
})

async function tellFailure<T>({ failed, seed, errorInstance }: fc.RunDetails<T>): Promise<void> {
  if (failed) throw new Error(`with the seed ${seed}`, { cause: errorInstance })
}

test(
  'whatever comes back, each call ends with a value of its schema or one PaymentError, and nothing else of it passes (A9, A10)',
  async () => {
    const lost = hearLostErrors()
    const seen: Seen = new Map()
    const run = async (batch: { sample: CallSample; answer: WireAnswer }[]): Promise<void> => {
      const faults = await Promise.all(
        batch.map(async ({ sample, answer }) => {
          const found = await faultsOf(sample, answer, seen)
          return found.map(
            (fault) => `${sample.name}: ${fault}, after ${JSON.stringify(answer).slice(0, 500)}`,
          )
        }),
      )
      expect(faults.flat()).toEqual([])
    }
    await fc.assert(
      fc.asyncProperty(fc.array(anyExchange, { minLength: atOnce, maxLength: atOnce }), run),
      // Hundreds of answers at once take hours to be shrunk and printed; each that fails is in the error itself.
      { numRuns: Math.ceil(answers / atOnce), endOnFailure: true, asyncReporter: tellFailure },
    )
    expect(await lost.heard()).toEqual([])
    // Neither all refused nor all let through: every call has its values, and every problem its error.
    for (const { name } of everyCall) expect(seen.get(`${name} value`)).toBeGreaterThan(10)
    for (const code of [...Object.keys(problems), 'bad-response', 'network']) {
      expect(seen.get(code)).toBeGreaterThan(10)
    }
  },
  answers * 6,
)
