import type { WebhookHeaders } from '@payloom/bus'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import type { EventState } from '../store/Store.ts'

/**
 * `POST /api/payment/webhook/…`: verified, translated, compared with its attempt, kept, and its message for the shop put into
 * the outbox, all before it is acknowledged. Throws a 401 or 400, after which nothing was kept.
 */
export async function receiveWebhook(
  { connectors, store, log }: Context,
  provider: string,
  headers: WebhookHeaders,
  body: string,
): Promise<{ state: EventState }> {
  const connector = connectors.get(provider)
  if (!connector?.readWebhook) throw new ApiError(404, 'not-found', 'There is nothing here.')
  const reading = connector.readWebhook(headers, body)
  if (reading.kind === 'rejected') {
    const { reason } = reading
    log({ event: 'webhook-rejected', provider, reason })
    if (reason === 'bad-signature') throw new ApiError(401, reason, 'The signature does not fit.')
    throw new ApiError(400, reason, 'The event cannot be understood.')
  }
  const state = await store.recordEvent(provider, reading.event)
  log({ event: 'webhook-recorded', provider, eventId: reading.event.fact.factId, state })
  return { state }
}
