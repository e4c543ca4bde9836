import {
  type Clock,
  createWebhookSigner,
  systemClock,
  type WebhookHeaders,
  type WebhookSigner,
} from '@payloom/bus'
import * as v from 'valibot'
import { CompanyError } from '../CompanyError.ts'
import type { CompanyOrder } from '../CompanyOrder.ts'
import type { CompanyAnswer, Connector, KnownPayment, OpenOutcome, WebhookReading } from '../Connector.ts'
import { answerOf, factOf, readingOf } from './answerOf.ts'
import { CompanyRefusal } from './CompanyRefusal.ts'
import {
  type CompanyPayment,
  companyPaymentSchema,
  companyPaymentsSchema,
  companyWebhookSchema,
} from './companyPayment.ts'
import { type CompanyClient, createCompanyClient } from './createCompanyClient.ts'
import { errorDataOf } from './errorDataOf.ts'

/** How to reach the sandbox company. */
export interface SandboxConnectorOptions {
  /** Base URL of its API, as this server reaches it. */
  url: string
  /** The same company as browsers reach it. @default `url` */
  publicUrl?: string
  secretKey: string
  /** Seen by browsers. */
  publishableKey: string
  /** `whsec_` and base64 of at least 24 bytes each; any of them verifies. */
  webhookSecrets: readonly string[]
  /** Milliseconds for a call that moves money. @default 8000 */
  timeout?: number
  /** @default the clock of the machine */
  clock?: Clock
  /** @default the global fetch */
  fetch?: typeof fetch
}

/** Milliseconds for a question and for a cancel: a shop waits 8 s for an answer that may take both. */
const short = { timeout: 3_000 }
/** Refusals that say nothing about whether there is a payment: the key is known with another request. */
const undecided = new Set(['idempotency_mismatch'])

/** Speaks with the sandbox company over HTTP. Throws for URLs and secrets that cannot be used. */
export function createSandboxConnector(options: SandboxConnectorOptions): Connector {
  const { url, publicUrl = url, publishableKey, webhookSecrets, timeout = 8_000 } = options
  const { clock = systemClock, fetch = globalThis.fetch } = options
  if (!URL.canParse(url)) throw new Error(`createSandboxConnector: url must be a URL, not "${url}".`)
  const publicOrigin = URL.parse(publicUrl)?.origin
  if (!publicOrigin) throw new Error(`createSandboxConnector: publicUrl must be a URL, not "${publicUrl}".`)
  const call = createCompanyClient({ url, secretKey: options.secretKey, timeout, clock, fetch })
  const signer = createWebhookSigner({ secrets: webhookSecrets, clock })
  return {
    provider: 'sandbox',
    methods: new Map([['card', { needs: 'component', isOffline: false, isStorable: false }]]),
    problemOf: (_method, details) => (details === undefined ? undefined : 'sandbox methods have no details'),
    configOf: ({ amount, locale }) => ({
      config: {
        publishableKey,
        scriptUrl: `${publicOrigin}/sandbox.js`,
        origin: publicOrigin,
        amount: amount.value,
        currency: amount.currency,
        ...(locale === undefined ? {} : { locale }),
      },
      redirectOrigins: [],
    }),
    create: (order) => createPayment(call, order, clock),
    update: (payment, open, data) => answerAction(call, payment, open, data),
    async cancel(payment) {
      const standing = payment.companyId ?? (await findPayment(call, payment))?.id
      if (standing === undefined) return 'unknown'
      const path = `/v1/payments/${encodeURIComponent(standing)}/cancel`
      return answerOf(
        payment,
        await decided(call({ ...short, method: 'POST', path, answer: companyPaymentSchema })),
      )
    },
    async read(payment) {
      const standing = await findPayment(call, payment)
      return standing === undefined ? 'unknown' : readingOf(payment, standing)
    },
    readWebhook: (headers, body) => readWebhook(signer, headers, body),
  }
}

async function createPayment(call: CompanyClient, order: CompanyOrder, clock: Clock): Promise<CompanyAnswer> {
  const { attemptId, amount, method, data } = order
  try {
    const payment = await call({
      method: 'POST',
      path: '/v1/payments',
      body: { amount, token: data.token, reference: attemptId, method },
      idempotencyKey: attemptId,
      answer: companyPaymentSchema,
    })
    return answerOf({ attemptId, amount, method }, payment)
  } catch (error) {
    if (!(error instanceof CompanyRefusal)) throw error
    if (undecided.has(error.code)) throw new CompanyError(error.code, { cause: error })
    // The company made no payment and so will tell nothing: this fact is ours.
    const providerTime = new Date(clock.now()).toISOString()
    const fact = { factId: `${attemptId}-refused`, kind: 'failed', providerTime, confirmed: true }
    return { outcome: { outcome: 'failed', error: errorDataOf(error.code) }, facts: [fact] }
  }
}

async function answerAction(
  call: CompanyClient,
  payment: KnownPayment,
  open: OpenOutcome,
  { actionId, result }: Record<string, unknown>,
): Promise<CompanyAnswer | 'refused'> {
  // Ids that come from a browser are compared, never looked up.
  const openAction = open.outcome === 'action' ? open.action.id : undefined
  if (payment.companyId === undefined || actionId !== openAction || typeof result !== 'string')
    return 'refused'
  const path = `/v1/payments/${encodeURIComponent(payment.companyId)}/actions`
  try {
    const body = { actionId, result }
    return answerOf(payment, await call({ method: 'POST', path, body, answer: companyPaymentSchema }))
  } catch (error) {
    if (error instanceof CompanyRefusal) return 'refused'
    throw error
  }
}

/** By reference, which is known before the company's id is; the list is empty when the company never heard of it. */
async function findPayment(
  call: CompanyClient,
  { attemptId, companyId }: KnownPayment,
): Promise<CompanyPayment | undefined> {
  const path = `/v1/payments?reference=${encodeURIComponent(attemptId)}`
  const payments = await decided(call({ ...short, method: 'GET', path, answer: companyPaymentsSchema }))
  return payments.find(({ id }) => companyId === undefined || id === companyId)
}

/** A refused question leaves open what was asked. */
async function decided<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw error instanceof CompanyRefusal ? new CompanyError(error.code, { cause: error }) : error
  }
}

function readWebhook(signer: WebhookSigner, headers: WebhookHeaders, body: string): WebhookReading {
  if (signer.verify(headers, body) === undefined) return { kind: 'rejected', reason: 'bad-signature' }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), companyWebhookSchema), body)
  if (!parsed.success) return { kind: 'rejected', reason: 'bad-shape' }
  const { id, type, createdAt, data } = parsed.output
  const { paymentId, reference, amount } = data
  const fact = factOf({ id, type, createdAt, ...(amount === undefined ? {} : { amount }) })
  return { kind: 'event', event: { reference, companyId: paymentId, fact, payload: { ...parsed.output } } }
}
