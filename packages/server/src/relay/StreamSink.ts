/** Where a stream's bytes go. All that the relay knows of a carrier. */
export interface StreamSink {
  /** @returns `false` when too much is waiting for a slow reader, or the reader is gone: the relay then ends the stream. */
  write(bytes: Uint8Array): boolean
  /** Ends the stream. */
  close(): void
}

/** Bytes that may wait for a slow reader. */
export const maxBuffered = 262_144
