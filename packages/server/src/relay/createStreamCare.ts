import type { Clock } from '@payloom/bus'
import type { StreamIndex } from './createStreamIndex.ts'
import { createWheel } from './createWheel.ts'
import { encodeHeartbeat } from './encodeEvent.ts'
import type { OpenStream, StreamAccess } from './OpenStream.ts'
import { isStill, writeTo } from './readerPressure.ts'
import type { StreamEvent } from './StreamEvent.ts'

/** What every open stream gets from its first byte to its last. */
export interface StreamCare {
  /** From now on it is visited: heartbeats, authorization, age, and whether its reader reads. */
  begin(stream: OpenStream): void
  /** Writes, and ends the stream of a reader that does not take it. */
  write(stream: OpenStream, bytes: Uint8Array): void
  /** Asks whether the stream may go on, and may be shown an open step; it ends if not. */
  ask(stream: OpenStream): void
  end(stream: OpenStream, change: StreamEvent['change']): void
  stop(): void
}

/** Options of {@link createStreamCare}. */
export interface StreamCareOptions {
  index: StreamIndex
  clock: Clock
  /** 0 ≤ n < 1, for jitter. */
  random: () => number
  observe: (event: StreamEvent) => void
  /** It is known now whether an open step may be shown. */
  onPermission: (stream: OpenStream) => void
}

const heartbeatInterval = 15_000
const authorizeInterval = 300_000
/** A shop that has not answered by then does not say yes. */
const authorizePatience = 30_000
const heartbeat = encodeHeartbeat()

/** Makes a {@link StreamCare}: one timer for all. */
export function createStreamCare(options: StreamCareOptions): StreamCare {
  const { index, clock, random, observe, onPermission } = options
  const tell = (stream: OpenStream, change: StreamEvent['change']): void =>
    observe({ type: 'stream', paymentId: stream.topic.key.paymentId, change, open: index.size() })

  const wheel = createWheel<OpenStream>({
    ...{ clock, random, round: heartbeatInterval },
    visit(stream) {
      const now = clock.now()
      const isUnanswered = stream.isAsking && now >= stream.authorizedAt + authorizePatience
      if (now >= stream.endsAt) care.end(stream, 'aged')
      else if (isUnanswered) care.end(stream, 'refused')
      else if (isStill(stream)) care.end(stream, 'slow')
      else care.write(stream, heartbeat)
      // The last visit before the time is over.
      if (!stream.isOpen || now + heartbeatInterval <= stream.authorizedAt + authorizeInterval) return
      care.ask(stream)
    },
  })
  const care: StreamCare = {
    begin(stream) {
      index.add(stream)
      wheel.add(stream)
      tell(stream, 'opened')
    },
    write(stream, bytes) {
      if (stream.isOpen && !writeTo(stream, bytes)) care.end(stream, 'slow')
    },
    ask(stream) {
      if (stream.isAsking) return
      stream.isAsking = true
      stream.authorizedAt = clock.now()
      void reauthorize(stream).then((access) => {
        stream.isAsking = false
        if (access === 'gone') {
          care.end(stream, 'refused')
          return
        }
        const isNew = stream.mayPay === undefined
        stream.mayPay = access.mayPay
        if (isNew) onPermission(stream)
      })
    },
    end(stream, change) {
      if (!index.remove(stream)) return
      wheel.remove(stream)
      stream.sink.close()
      tell(stream, change)
    },
    stop: () => wheel.stop(),
  }
  return care
}

async function reauthorize({ authorize, sink }: OpenStream): Promise<StreamAccess> {
  try {
    return await authorize(sink.request())
  } catch {
    return 'gone'
  }
}
