import { timingSafeEqual } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Clock } from '../Clock.ts'
import { systemClock } from '../systemClock.ts'
import { readHeader, type WebhookHeaders } from './webhookHeaders.ts'

/** Signs and verifies by Standard Webhooks (standardwebhooks.com). */
export interface WebhookSigner {
  /** The headers of one delivery, signed now by the first secret. */
  sign(messageId: string, body: string): Record<string, string>
  /** The message's id if one of the secrets signed this very body in the last five minutes, else `undefined`. */
  verify(headers: WebhookHeaders, body: string): string | undefined
}

/** How to make a signer. */
export interface WebhookSignerOptions {
  /** `whsec_` and base64 of at least 24 bytes each. The first signs, any of them verifies, so that they can be rotated. */
  secrets: readonly string[]
  /** @default the clock of the machine */
  clock?: Clock
}

/** Seconds that a delivery's time may differ from ours, as the standard recommends. */
const tolerance = 300

/** Makes a signer. Throws for a secret that is missing, malformed or too short. */
export function createWebhookSigner({ secrets, clock = systemClock }: WebhookSignerOptions): WebhookSigner {
  const [first, ...others] = secrets.map(readSecret)
  if (first === undefined) throw new Error('createWebhookSigner: give at least one secret.')
  const webhooks = [first, ...others]
  return {
    sign(messageId, body) {
      const now = clock.now()
      return {
        'webhook-id': messageId,
        'webhook-timestamp': String(Math.floor(now / 1000)),
        'webhook-signature': first.sign(messageId, new Date(now), body),
      }
    },
    verify(headers, body) {
      const messageId = readHeader(headers, 'webhook-id')
      const timestamp = readHeader(headers, 'webhook-timestamp')
      const given = readHeader(headers, 'webhook-signature')?.split(' ')
      if (!messageId || !timestamp || !given || !/^\d{1,12}$/.test(timestamp)) return undefined
      // Not the library's own verify(): it reads the machine's clock, and tests own theirs.
      if (Math.abs(Math.floor(clock.now() / 1000) - Number(timestamp)) > tolerance) return undefined
      const time = new Date(Number(timestamp) * 1000)
      const expected = webhooks.map((webhook) => webhook.sign(messageId, time, body))
      const fits = expected.some((signature) => given.some((other) => isEqual(signature, other)))
      return fits ? messageId : undefined
    },
  }
}

function readSecret(secret: string): Webhook {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1] ?? ''
  // The library takes a key of one byte without a word.
  if (Buffer.from(encoded, 'base64').length < 24) {
    throw new Error(
      'createWebhookSigner: a secret must be "whsec_" and base64 of at least 24 bytes (openssl rand -base64 32).',
    )
  }
  return new Webhook(secret)
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
