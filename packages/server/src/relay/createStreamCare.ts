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
}

const heartbeatInterval = 15_000
const authorizeInterval = 300_000
const heartbeat = encodeHeartbeat()

/** Makes a {@link StreamCare}: one timer for all. */
export function createStreamCare({ index, clock, random, observe }: StreamCareOptions): StreamCare {
  const tell = (stream: OpenStream, change: StreamEvent['change']): void =>
    observe({ type: 'stream', paymentId: stream.topic.key.paymentId, change, open: index.size() })

  const wheel = createWheel<OpenStream>({
    ...{ clock, random, round: heartbeatInterval },
    visit(stream) {
      const now = clock.now()
      if (now >= stream.endsAt) care.end(stream, 'aged')
      else if (isStill(stream)) care.end(stream, 'slow')
      else care.write(stream, heartbeat)
      // The last visit before the time is over.
      if (!stream.isOpen || now + heartbeatInterval <= stream.authorizedAt + authorizeInterval) return
      stream.authorizedAt = now
      void reauthorize(stream, care)
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

async function reauthorize(stream: OpenStream, care: StreamCare): Promise<void> {
  const access = await stream.authorize(stream.sink.request()).catch((): StreamAccess => 'gone')
  if (access === 'gone') care.end(stream, 'refused')
  else stream.mayPay = access.mayPay
}
