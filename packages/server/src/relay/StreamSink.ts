/** Where a stream's bytes go. All that the relay knows of a carrier. */
export interface StreamSink {
  /** @returns `false` when the reader is gone, or the carrier takes no more: the relay then ends the stream. */
  write(bytes: Uint8Array): boolean
  /** Ends the stream. */
  close(): void
  /** Bytes that wait because the reader takes them slowly. Without it a carrier watches for that itself. */
  waiting?(): number
  /** Makes the request that opened the stream once more, for `authorize` to read. Without it the stream keeps the request in memory. */
  request?(): Request
}

/** Bytes that may wait for a slow reader. */
export const maxBuffered = 262_144

/** Events that may wait for a slow reader. */
export const maxWaitingEvents = 64
