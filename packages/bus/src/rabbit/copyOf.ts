import type { AsyncMessage, Envelope } from 'rabbitmq-client'
import { jsonText } from './jsonText.ts'

/**
 * What the headers of others may weigh in a copy (bytes). All properties of a message go in one frame of 8 kB: the broker delivers more,
 * and the library ends the channel when it is to send more.
 */
const mostHeaders = 4_096
/** The broker's, about deliveries, or such that send copies elsewhere. */
const notCopied = /^(?:B?CC$|x-(?:death|first-|last-|delivery-count|acquired-count|opt-))/
/** Numbers beyond it have no encoding that is sure. */
const exact = 2 ** 50

/** The message as it came, with further headers, as far as it can be sent again. */
export function copyOf(
  message: AsyncMessage,
  headers: Record<string, unknown>,
): { envelope: Envelope; body: Buffer } {
  const { contentType, contentEncoding, messageId, timestamp, type, correlationId, appId } = message
  const envelope = { contentType, contentEncoding, messageId, type, correlationId, appId }
  const given = Object.entries({ ...envelope, timestamp: isTime(timestamp) ? timestamp : undefined })
  return {
    envelope: {
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
      headers: { ...keptHeaders(message.headers ?? {}), ...headers },
    },
    body: bytesOf(message.body, contentType),
  }
}

function isTime(timestamp: number | undefined): boolean {
  return timestamp !== undefined && Number.isSafeInteger(timestamp) && timestamp >= 0
}

function keptHeaders(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  let room = mostHeaders
  for (const [name, value] of Object.entries(headers)) {
    const size = Buffer.byteLength(name) + (typeof value === 'string' ? Buffer.byteLength(value) : 8)
    if (notCopied.test(name) || !isPlain(value) || size > room) continue
    room -= size
    kept[name] = value
  }
  return kept
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' ? Math.abs(value) < exact : ['string', 'boolean'].includes(typeof value)
}

function bytesOf(body: unknown, contentType: string | undefined): Buffer {
  if (Buffer.isBuffer(body)) return body
  return Buffer.from(contentType === 'text/plain' ? String(body) : jsonText(body))
}
