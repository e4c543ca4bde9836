import type { BusLog } from '../BusLog.ts'
import type { BusMessage } from '../BusMessage.ts'
import type { HandlerList } from '../createHandlerList.ts'
import { nobodyListens } from '../createHandlerList.ts'
import { reasonOf } from '../DeliveryError.ts'
import { parseBusMessage } from '../parseBusMessage.ts'
import type { WebhookSigner } from './createWebhookSigner.ts'
import { type RawDelivery, readDelivery } from './readDelivery.ts'

/** What to answer a delivery with. */
export interface WebhookAnswer {
  /** 204 when every handler has resolved; 400 signature or shape, 413 too large, 500 a handler failed, 503 nobody listens. */
  status: number
}

/** What a receiver works with. */
export interface WebhookReceiverOptions {
  signer: WebhookSigner
  handlers: HandlerList
  log: BusLog
}

/** Makes the function that verifies, parses and hands over one delivery. It never rejects. */
export function createWebhookReceiver({
  signer,
  handlers,
  log,
}: WebhookReceiverOptions): (delivery: Request | RawDelivery) => Promise<WebhookAnswer> {
  const reject = (status: number, reason: string, messageId?: string): WebhookAnswer => {
    log({ event: 'bus-rejected', status, reason, ...(messageId === undefined ? {} : { messageId }) })
    return { status }
  }
  return async (delivery) => {
    const read = await readDelivery(delivery).catch(reasonOf)
    if (read === 'too-large') return reject(413, read)
    if (typeof read === 'string') return reject(400, read)
    const messageId = signer.verify(read.headers, read.text)
    if (messageId === undefined) return reject(400, 'bad-signature')
    const message = parseText(messageId, read.text)
    if (message === undefined) return reject(400, 'bad-shape')
    try {
      await handlers.deliver(message)
    } catch (error) {
      const reason = reasonOf(error)
      return reject(reason === nobodyListens ? 503 : 500, reason, message.messageId)
    }
    log({ event: 'bus-received', messageId: message.messageId })
    return { status: 204 }
  }
}

function parseText(messageId: string, text: string): BusMessage | undefined {
  try {
    return parseBusMessage(messageId, JSON.parse(text))
  } catch {
    return undefined
  }
}
