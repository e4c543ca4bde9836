import type { Clock } from '@payloom/bus'
import type { PaymentLedger } from '../payment/createPaymentLedger.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { paymentState, withoutNext } from '../payment/paymentState.ts'
import { createDelivery, type Delivery } from './createDelivery.ts'
import { createStreamCare, type StreamCare } from './createStreamCare.ts'
import { createStreamIndex, type StreamIndex, type StreamNames } from './createStreamIndex.ts'
import { type ChangingStore, createTail } from './createTail.ts'
import { encodeMoved, encodeOpening, encodeRetry, eventId } from './encodeEvent.ts'
import type { OpenStream, StreamRequest, Topic } from './OpenStream.ts'
import type { StreamEvent } from './StreamEvent.ts'
import type { StreamLimits, StreamRefusal } from './StreamLimits.ts'
import type { StreamSink } from './StreamSink.ts'
import { showState } from './showState.ts'

/** Tails the store and tells every open stream. */
export interface Relay {
  /** What is in the way of a stream, or of any stream at all. */
  refusal(names?: StreamNames): StreamRefusal | undefined
  /** Asked for before a payment's state is read, so that no change can fall between the reading and the opening. */
  moment(): number | undefined
  /** Starts a stream into a sink that can make its request again. @returns what ends it, for a reader that has left. */
  open(request: StreamRequest, sink: StreamSink & { request(): Request }): { close(): void }
  /** Ends every stream, each told to come back at another time, and opens none any more. */
  close(): void
}

/** Options of {@link createRelay}. */
export interface RelayOptions {
  store: ChangingStore
  ledger: Pick<PaymentLedger, 'read' | 'onChange'>
  clock: Clock
  /** 0 ≤ n < 1, for jitter. */
  random: () => number
  observe: (event: StreamEvent) => void
  limits?: Partial<StreamLimits> | undefined
  /** Milliseconds after which a stream has to be opened anew, at most. @default 600_000 */
  maxStreamAge?: number | undefined
  /** Milliseconds between looks at the store, only while someone listens. @default 200 */
  pollInterval?: number | undefined
}

const defaultLimits: StreamLimits = { perSession: 3, perPayment: 20, perAddress: 100, inAll: 20_000 }
/** Milliseconds over which the readers of a process that ends come back. */
const drainSpread = 5_000

/** Makes a {@link Relay}. */
export function createRelay(options: RelayOptions): Relay {
  const { clock, random, observe, maxStreamAge = 600_000 } = options
  const index = createStreamIndex({ ...defaultLimits, ...options.limits })
  const care = createStreamCare({
    ...{ index, clock, random, observe },
    onPermission: (stream) => delivery.changed(stream.topic),
  })
  const { follow, delivery, stop } = followStore(options, index, care)
  let isDraining = false

  return {
    refusal(names) {
      const reason = isDraining ? 'draining' : names && index.refusal(names)
      const wait = isDraining ? 1 : 10
      return reason && { reason, retryAfter: Math.ceil(wait * (1 + random())) }
    },
    moment: () => (isDraining ? undefined : follow()),
    open(request, sink) {
      const retry = 1000 + random() * 2000
      if (isDraining || index.refusal(request)) {
        // It was let in when there was room: others were faster.
        sink.write(encodeRetry(retry))
        sink.close()
        return { close: () => undefined }
      }
      const oldest = index.oldestToLeave(request.session)
      if (oldest) {
        care.write(oldest, encodeMoved())
        care.end(oldest, 'moved')
      }
      const stream = createStream(request, sink, index.topicOf(request.key), clock.now())
      stream.endsAt += maxStreamAge * (0.75 + random() * 0.25)
      care.begin(stream)
      const { initial, lastEventId } = request
      const isCurrent = lastEventId === eventId(initial.revision)
      const shown = request.mayPay ? initial : withoutNext(initial)
      care.write(stream, encodeOpening(retry, isCurrent ? undefined : shown))
      // Registered by now: whatever changes from here on is told. What may have changed since the state was read is looked at.
      const moment = follow()
      if (moment === undefined || moment !== request.moment) delivery.changed(stream.topic)
      return { close: () => care.end(stream, 'left') }
    },
    close() {
      isDraining = true
      stop()
      for (const stream of [...index.topics()].flatMap(({ streams }) => streams)) {
        care.write(stream, encodeRetry(1000 + random() * drainSpread))
        care.end(stream, 'closed')
      }
      care.stop()
    },
  }
}

/** What the store says, and what this process did, shown to those who listen. */
function followStore(
  { store, ledger, clock, pollInterval = 200 }: RelayOptions,
  index: StreamIndex,
  care: StreamCare,
): { follow: () => number | undefined; delivery: Delivery; stop: () => void } {
  const delivery = createDelivery({
    clock,
    read: (key) => ledger.read(key),
    show: (topic, record) => showState(topic, paymentState(record), care),
  })
  const changed = (key: PaymentKey): void => {
    const topic = index.topic(key)
    if (topic) delivery.changed(topic)
  }
  const tail = createTail({
    ...{ store, clock, interval: pollInterval },
    isWanted: () => index.size() > 0,
    onChange: (keys) => keys.forEach(changed),
    onLook(isFirst) {
      delivery.retry()
      if (isFirst) for (const topic of index.topics()) delivery.changed(topic)
    },
  })
  const stopNudges = ledger.onChange((key) => {
    tail.heard()
    changed(key)
  })
  return {
    follow: tail.moment,
    delivery,
    stop() {
      tail.stop()
      stopNudges()
      delivery.stop()
    },
  }
}

function createStream(
  { session, address, authorize, mayPay, initial }: StreamRequest,
  sink: OpenStream['sink'],
  topic: Topic,
  now: number,
): OpenStream {
  return {
    topic,
    sink,
    session,
    address,
    authorize,
    mayPay,
    isAsking: false,
    isOpen: true,
    sent: initial.revision,
    authorizedAt: now,
    endsAt: now,
    waitingEvents: 0,
    written: 0,
    taken: 0,
    still: 0,
  }
}
