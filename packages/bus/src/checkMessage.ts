import type { BusMessage } from './BusMessage.ts'
import { messageLimit } from './messageLimit.ts'
import { parseBusMessage } from './parseBusMessage.ts'

/** A copy of a message that is to be published, with what its schema names. Throws a TypeError when it does not fit, or no side would take it. */
export function checkMessage(message: BusMessage): BusMessage {
  const parsed = parseBusMessage(message.messageId, message.body)
  if (parsed?.type !== message.type) throw new TypeError('publish: the message does not fit its schema.')
  if (Buffer.byteLength(JSON.stringify(parsed.body)) > messageLimit) {
    throw new TypeError(
      'publish: the body weighs more than 64 KB, which nobody takes; leave out what is not needed.',
    )
  }
  return parsed
}
