import { messageLimit } from '../messageLimit.ts'
import type { WebhookHeaders } from './webhookHeaders.ts'

/** A delivery whose body was read by the shop's own server. It has to be the exact bytes, not JSON parsed and written again. */
export interface RawDelivery {
  /** As received; the signature is read from them. */
  headers: WebhookHeaders
  /** Exactly as received: parsed and written again it no longer matches its signature. */
  body: string | Uint8Array
}

/** Headers and text of a delivery, or `too-large`; no more than the limit is ever held. */
export async function readDelivery(
  delivery: Request | RawDelivery,
): Promise<{ headers: WebhookHeaders; text: string } | 'too-large'> {
  const { headers } = delivery
  const bytes = delivery instanceof Request ? await readStream(delivery.body) : Buffer.from(delivery.body)
  if (bytes === undefined || bytes.length > messageLimit) return 'too-large'
  return { headers, text: bytes.toString('utf8') }
}

async function readStream(stream: ReadableStream<Uint8Array> | null): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream ?? []) {
    size += chunk.length
    if (size > messageLimit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
