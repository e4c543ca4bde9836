import type { BusMessage } from './BusMessage.ts'
import { parseBusMessage } from './parseBusMessage.ts'

/** A copy of a message that is to be published, with what its schema names. Throws a TypeError when it does not fit. */
export function checkMessage(message: BusMessage): BusMessage {
  const parsed = parseBusMessage(message.messageId, message.body)
  if (parsed?.type !== message.type) throw new TypeError('publish: the message does not fit its schema.')
  return parsed
}
