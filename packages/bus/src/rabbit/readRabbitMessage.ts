import { createHash } from 'node:crypto'
import type { AsyncMessage } from 'rabbitmq-client'
import type { BusMessage } from '../BusMessage.ts'
import { messageLimit } from '../messageLimit.ts'
import { parseBusMessage } from '../parseBusMessage.ts'
import { jsonText } from './jsonText.ts'

/** What a delivery holds: a message, or the reason why it is none. */
export type RabbitReading =
  | { kind: 'message'; message: BusMessage }
  | { kind: 'poison'; messageId: string; reason: PoisonReason }

/** Why a message can never be handled. */
export type PoisonReason = 'too-large' | 'bad-encoding' | 'bad-json' | 'no-order-id' | 'bad-shape'

/** Reads one delivery of the queue for `type`. */
export function readRabbitMessage(delivery: AsyncMessage, type: BusMessage['type']): RabbitReading {
  const text = readText(delivery)
  const messageId = idOf(delivery, text)
  if (typeof text !== 'string') return { kind: 'poison', messageId, reason: text.reason }
  const body = parseJson(text)
  if (body === undefined) return { kind: 'poison', messageId, reason: 'bad-json' }
  const message = parseBusMessage(messageId, body)
  if (message?.type === type) return { kind: 'message', message }
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  return {
    kind: 'poison',
    messageId,
    reason: isObject && !('orderId' in body) ? 'no-order-id' : 'bad-shape',
  }
}

/** The JSON text. The library has parsed a body already that says it is JSON and is; one that is not it leaves as bytes. */
function readText({ body, contentType, contentEncoding }: AsyncMessage): string | { reason: PoisonReason } {
  if (contentEncoding && !/^(utf-?8|identity|none)$/i.test(contentEncoding)) return { reason: 'bad-encoding' }
  const isBytes = Buffer.isBuffer(body)
  const given = isBytes || contentType === 'text/plain' ? (body as Buffer | string) : shallowText(body)
  // Far deeper than any message is.
  if (given === undefined) return { reason: 'bad-shape' }
  if (Buffer.byteLength(given) > messageLimit) return { reason: 'too-large' }
  if (typeof given === 'string') return given
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(given)
  } catch {
    return { reason: 'bad-encoding' }
  }
}

function shallowText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The message's own id; one that no key may hold, or the body of a message without an id, by its hash: equal is the same message. */
function idOf({ messageId, body }: AsyncMessage, text: unknown): string {
  if (messageId && /^[A-Za-z0-9._~-]{1,128}$/.test(messageId)) return messageId
  const hash = createHash('sha256')
  if (messageId) return hash.update(messageId).digest('hex')
  if (typeof text === 'string') return hash.update(text).digest('hex')
  return hash.update(Buffer.isBuffer(body) ? body : jsonText(body)).digest('hex')
}
