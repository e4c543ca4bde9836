import type { OpenStream } from './OpenStream.ts'
import { maxBuffered, maxWaitingEvents } from './StreamSink.ts'

/** Looks in a row, a heartbeat apart, at which a reader had taken nothing: 30 s or a little more. */
const stillLooks = 2

/** @returns `false` when too much waits for the reader, or it is gone. Looked at before the write: one large state is no sign of a slow reader. */
export function writeTo(stream: OpenStream, bytes: Uint8Array): boolean {
  const waiting = stream.sink.waiting?.() ?? 0
  stream.waitingEvents = waiting === 0 ? 0 : stream.waitingEvents + 1
  if (waiting > maxBuffered || stream.waitingEvents >= maxWaitingEvents) return false
  stream.written += bytes.byteLength
  return stream.sink.write(bytes)
}

/** Whether the reader has taken nothing for 30 s although there was something; asked once a heartbeat. */
export function isStill(stream: OpenStream): boolean {
  const waiting = stream.sink.waiting?.() ?? 0
  const taken = stream.written - waiting
  stream.still = waiting > 0 && taken === stream.taken ? stream.still + 1 : 0
  stream.taken = taken
  return stream.still >= stillLooks
}
