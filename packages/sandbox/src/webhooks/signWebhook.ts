import { Webhook } from 'standardwebhooks'

/** Makes the headers of one delivery (standardwebhooks.com); `at` in milliseconds. */
export type SignWebhook = (id: string, body: string, at: number) => Record<string, string>

/** Binds a signature to its secret. Throws when the secret is not `whsec_` and base64 of at least 24 bytes. */
export function createSignWebhook(secret: string): SignWebhook {
  const encoded = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(secret)?.[1] ?? ''
  // The library takes a key of one byte without a word.
  if (Buffer.from(encoded, 'base64').length < 24) {
    throw new Error(
      'createSandbox: the webhook secret must be "whsec_" and base64 of at least 24 bytes (openssl rand -base64 32).',
    )
  }
  const webhook = new Webhook(secret)
  return (id, body, at) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': webhook.sign(id, new Date(at), body),
  })
}
