import type { StreamSink } from '../relay/StreamSink.ts'

/** What a service answers a request with, before a carrier writes it. */
export type ServiceAnswer =
  | { kind: 'response'; response: Response }
  /** An accepted stream: send the headers, then lend a sink. */
  | {
      kind: 'stream'
      headers: Readonly<Record<string, string>>
      /** @returns what ends the stream when its reader has left. */
      open(sink: StreamSink): { close(): void }
    }
