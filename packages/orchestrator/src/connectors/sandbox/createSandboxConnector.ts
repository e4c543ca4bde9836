import { type Clock, createWebhookSigner, systemClock } from '@payloom/bus'
import type { Connector, MethodConfig, MethodRequest } from '../Connector.ts'
import { readingOf } from './answerOf.ts'
import { askCompanyOperation } from './askCompanyOperation.ts'
import { continueCompanyPayment } from './continueCompanyPayment.ts'
import { createCompanyClient } from './createCompanyClient.ts'
import { createCompanyPayment } from './createCompanyPayment.ts'
import { deleteCompanyCard } from './deleteCompanyCard.ts'
import { endCompanyPayment } from './endCompanyPayment.ts'
import { findCompanyPayment } from './findCompanyPayment.ts'
import { readCompanyWebhook } from './readCompanyWebhook.ts'
import { readGiftBalance } from './readGiftBalance.ts'
import { returnCompanyMoney } from './returnCompanyMoney.ts'
import { sandboxMethods } from './sandboxMethods.ts'

/** How to reach the sandbox company. */
export interface SandboxConnectorOptions {
  /** Base URL of its API, as this server reaches it. */
  url: string
  /** The same company as browsers reach it. @default `url` */
  publicUrl?: string
  /** The account's key at the sandbox company; it stays on the server. */
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
    methods: new Map([...sandboxMethods].map(([code, { traits }]) => [code, traits])),
    problemOf: (_method, details) => (details === undefined ? undefined : 'sandbox methods have no details'),
    configOf: (request) => configOf(publishableKey, publicOrigin, request),
    create: (order) => createCompanyPayment(call, order, clock),
    update: (payment, open, data) => continueCompanyPayment(call, payment, open, data),
    cancel: (payment) => endCompanyPayment(call, payment, 'cancel'),
    capture: (payment) => endCompanyPayment(call, payment, 'capture'),
    returnMoney: (payment, reference) => returnCompanyMoney(call, payment, reference),
    refund: (payment, { amount, reference }) =>
      askCompanyOperation(call, payment, { call: 'refund', reference, body: { amount } }),
    ship: (payment, { reference, items, tracking }) =>
      askCompanyOperation(call, payment, { call: 'shipments', reference, body: { items, tracking } }),
    async read(payment) {
      const standing = await findCompanyPayment(call, payment)
      return standing === undefined ? 'unknown' : readingOf(payment, standing)
    },
    balanceOf: (request) => readGiftBalance(call, request),
    deleteStored: ({ reference }) => deleteCompanyCard(call, reference),
    readWebhook: (headers, body) => readCompanyWebhook(signer, headers, body),
  }
}

function configOf(
  publishableKey: string,
  origin: string,
  { method, amount, locale }: MethodRequest,
): MethodConfig {
  const { value, currency } = amount
  const scriptUrl = `${origin}/sandbox.js`
  return {
    config: {
      ...{ publishableKey, scriptUrl, origin, amount: value, currency },
      ...(locale === undefined ? {} : { locale }),
    },
    redirectOrigins: sandboxMethods.get(method)?.isRedirect ? [origin] : [],
  }
}
