import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { OpenStream, Topic } from './OpenStream.ts'
import type { StreamLimits, StreamRefusal } from './StreamLimits.ts'

/** What a new stream is counted by. */
export interface StreamNames {
  key: PaymentKey
  session: string
  address: string | undefined
}

/** The open streams, found by payment, session and address without looking through all of them. */
export interface StreamIndex {
  size(): number
  /** What is in the way of one more stream. */
  refusal(names: StreamNames): Exclude<StreamRefusal['reason'], 'draining'> | undefined
  /** The stream that has to go before the session may have one more. */
  oldestToLeave(session: string): OpenStream | undefined
  /** The payment, made known if nobody listens to it yet. */
  topicOf(key: PaymentKey): Topic
  /** The payment, if somebody listens to it. */
  topic(key: PaymentKey): Topic | undefined
  topics(): Iterable<Topic>
  add(stream: OpenStream): void
  /** @returns whether it was there. */
  remove(stream: OpenStream): boolean
}

/** Makes a {@link StreamIndex}. */
export function createStreamIndex(limits: StreamLimits): StreamIndex {
  const topics = new Map<string, Topic>()
  const sessions = new Map<string, OpenStream[]>()
  const addresses = new Map<string, number>()
  let size = 0

  const oldestToLeave = (session: string): OpenStream | undefined => {
    const own = sessions.get(session)
    return own && own.length >= limits.perSession ? own[0] : undefined
  }
  const count = (address: string | undefined, change: 1 | -1): void => {
    if (address === undefined) return
    const streams = (addresses.get(address) ?? 0) + change
    if (streams === 0) addresses.delete(address)
    else addresses.set(address, streams)
  }
  return {
    size: () => size,
    refusal({ key, session, address }) {
      // A session that is at its limit gives one up for the new one.
      const leaving = oldestToLeave(session)
      const less = (is: boolean | undefined): number => (is ? 1 : 0)
      if (size - less(leaving !== undefined) >= limits.inAll) return 'process'
      const topic = topics.get(nameOf(key))
      const listening = topic?.streams.length ?? 0
      if (listening - less(topic && leaving?.topic === topic) >= limits.perPayment) return 'payment'
      const near = address === undefined ? 0 : (addresses.get(address) ?? 0)
      return address !== undefined && near - less(leaving?.address === address) >= limits.perAddress
        ? 'address'
        : undefined
    },
    oldestToLeave,
    topicOf(key) {
      const name = nameOf(key)
      return topics.get(name) ?? { key, name, streams: [], reading: 'idle', pacedAt: 0 }
    },
    topic: (key) => topics.get(nameOf(key)),
    topics: () => topics.values(),
    add(stream) {
      const { topic, session, address } = stream
      topic.streams.push(stream)
      topics.set(topic.name, topic)
      const own = sessions.get(session)
      if (own) own.push(stream)
      else sessions.set(session, [stream])
      count(address, 1)
      size += 1
    },
    remove(stream) {
      if (!stream.isOpen) return false
      stream.isOpen = false
      const { topic, session, address } = stream
      takeOut(topic.streams, stream)
      if (topic.streams.length === 0) topics.delete(topic.name)
      const own = sessions.get(session) ?? []
      takeOut(own, stream)
      if (own.length === 0) sessions.delete(session)
      count(address, -1)
      size -= 1
      return true
    },
  }
}

/** No payment's id holds a space, so no two keys share a name. */
function nameOf({ tenant, paymentId }: PaymentKey): string {
  return `${paymentId} ${tenant}`
}

function takeOut(streams: OpenStream[], stream: OpenStream): void {
  const at = streams.indexOf(stream)
  if (at >= 0) streams.splice(at, 1)
}
