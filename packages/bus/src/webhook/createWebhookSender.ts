import type { BusMessage } from '../BusMessage.ts'
import type { Clock } from '../Clock.ts'
import { DeliveryError } from '../DeliveryError.ts'
import type { WebhookSigner } from './createWebhookSigner.ts'

/** What a sender works with. */
export interface WebhookSenderOptions {
  /** Where webhooks go. */
  url: string
  signer: WebhookSigner
  clock: Clock
  fetch: typeof fetch
}

/** A receiver may take 30 s for its handlers before it answers; a little later (ms) it has failed. */
const patience = 35_000

/** Makes the function that posts one message and rejects unless the answer is 2xx. */
export function createWebhookSender({
  url,
  signer,
  clock,
  fetch,
}: WebhookSenderOptions): (message: BusMessage, signal: AbortSignal) => Promise<void> {
  return async ({ messageId, body }, signal) => {
    const text = JSON.stringify(body)
    const timeout = new AbortController()
    const forget = clock.after(patience, () => timeout.abort(new DeliveryError('timeout')))
    try {
      const response = await fetch(url, {
        method: 'POST',
        // Signed at every try: a receiver refuses a time that is five minutes old.
        headers: { 'content-type': 'application/json', ...signer.sign(messageId, text) },
        body: text,
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout.signal]),
      })
      await response.body?.cancel()
      if (!response.ok) throw new DeliveryError(`status ${response.status}`)
    } finally {
      forget()
    }
  }
}
