import * as v from 'valibot'
import { createdSetupSchema } from '../contract/createdSetup.ts'
import { loadedMethodSchema } from '../contract/loadedMethod.ts'
import { methodListSchema } from '../contract/methodList.ts'
import { moneySchema } from '../contract/money.ts'
import { paymentResultSchema } from '../contract/paymentResult.ts'
import { paymentStateSchema } from '../contract/paymentState.ts'
import { quoteResultSchema } from '../contract/quoteResult.ts'
import { resumeResultSchema } from '../contract/resumeResult.ts'
import { storedMethodSchema } from '../contract/storedMethod.ts'
import { listBodies, methodBodies, quoteBodies, resultBodies, stateBodies } from './answerBodies.fixture.ts'
import type { PaymentClient } from './PaymentClient.ts'
import { attemptId } from './wire.fixture.ts'

/** One call of the client, with all that its answers may be. */
export interface CallSample {
  name: keyof PaymentClient
  call(client: PaymentClient): Promise<unknown>
  /** What it resolves with. */
  schema: v.GenericSchema<unknown, unknown>
  /** Answers of every shape that the contract has. */
  bodies: unknown[]
}

const payment = { paymentId: 'cart-1' }
const attempt = { ...payment, attemptId }
const named = { provider: 'sandbox', method: 'card' }
const stored = {
  id: 's1',
  ...named,
  title: 'Visa',
  brand: 'visa',
  last4: '4242',
  expiry: '12/29',
  needsCvc: true,
}
const order = { ...attempt, ...named, purpose: 'pay', data: { token: 'tok_1' }, quote: 'q1' } as const

/** Every call that a client has. */
export const everyCall: CallSample[] = [
  sample(
    'loadMethodList',
    (client) => client.loadMethodList({ payment: 'cart-1' }),
    methodListSchema,
    listBodies,
  ),
  sample(
    'loadMethod',
    (client) => client.loadMethod({ ...named, purpose: 'pay' }),
    loadedMethodSchema,
    methodBodies,
  ),
  sample('loadQuote', (client) => client.loadQuote({ ...payment, ...named }), quoteResultSchema, quoteBodies),
  sample('loadBalance', (client) => client.loadBalance({ ...named, number: '6006' }), moneySchema, [
    { value: 500, currency: 'EUR' },
    { value: 0, currency: 'JPY' },
  ]),
  sample(
    'loadMerchantSession',
    (client) => client.loadMerchantSession({ ...named, validationURL: 'https://w.example' }),
    v.record(v.string(), v.unknown()),
    [{ merchantSessionIdentifier: 'x', signature: 'y', nested: { any: ['thing'] } }, {}],
  ),
  sample('validate', (client) => client.validate(order), paymentResultSchema, resultBodies),
  sample('readAttempt', (client) => client.readAttempt(attempt), paymentResultSchema, resultBodies),
  sample(
    'updatePayment',
    (client) => client.updatePayment({ ...attempt, step: 1, data: {} }),
    paymentResultSchema,
    resultBodies,
  ),
  sample('cancelPayment', (client) => client.cancelPayment(attempt), paymentResultSchema, resultBodies),
  sample(
    'resume',
    (client) => client.resume({ token: 'a-return-token-of-ours' }),
    resumeResultSchema,
    resultBodies.map((result) => ({ result, ...named, params: { code: 'x', status: 'paid' } })),
  ),
  sample('readStatus', (client) => client.readStatus(payment), paymentStateSchema, stateBodies),
  sample('createSetup', (client) => client.createSetup(), createdSetupSchema, [{ paymentId: 'setup-1' }]),
  sample('loadStoredMethods', (client) => client.loadStoredMethods(), v.array(storedMethodSchema), [
    [],
    [stored, { id: 's2', ...named, title: 'PayPal', needsCvc: false, quote: 'q2' }],
  ]),
  sample('deleteStoredMethod', (client) => client.deleteStoredMethod({ id: 's1' }), v.undefined(), [{}]),
]

function sample(
  name: CallSample['name'],
  call: CallSample['call'],
  schema: CallSample['schema'],
  bodies: unknown[],
): CallSample {
  return { name, call, schema, bodies }
}
