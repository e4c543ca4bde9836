import type { PaymentState, Revision } from '@payloom/core/contract'

const encoder = new TextEncoder()

/** An event's id as it travels in `id:` and `Last-Event-ID`. */
export function eventId({ epoch, seq }: Revision): string {
  return `${epoch}.${seq}`
}

/** One state as an SSE event. `JSON.stringify` escapes CR, LF and NUL, so that the data is always one line and nothing can be injected. */
export function encodeState(state: PaymentState): Uint8Array {
  return encoder.encode(`id: ${eventId(state.revision)}\ndata: ${JSON.stringify(state)}\n\n`)
}

/** Another tab of the session took this stream's place: poll instead. */
export function encodeMoved(): Uint8Array {
  return encoder.encode('event: moved\ndata: {}\n\n')
}

/** The first bytes of a stream: how long to wait before a reconnect, in milliseconds. */
export function encodeRetry(milliseconds: number): Uint8Array {
  return encoder.encode(`retry: ${Math.round(milliseconds)}\n\n`)
}

/** A comment: keeps proxies and the client's watchdog content. */
export function encodeHeartbeat(): Uint8Array {
  return encoder.encode(':\n\n')
}
