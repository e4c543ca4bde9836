import type { PaymentState, Revision } from '@payloom/core/contract'

/** An event's id as it travels in `id:` and `Last-Event-ID`. */
export function eventId({ epoch, seq }: Revision): string {
  return `${epoch}.${seq}`
}

/**
 * One state as an SSE event. `JSON.stringify` escapes CR, LF, NUL and lone surrogates, so that the data is always one line of valid UTF-8
 * and nothing can be injected; the id is made of two numbers.
 */
export function encodeState(state: PaymentState): Uint8Array {
  return Buffer.from(stateLines(state))
}

/** The first bytes of a stream: how long to wait before a reconnect, in milliseconds, and the state if the reader has not got it. */
export function encodeOpening(milliseconds: number, state: PaymentState | undefined): Uint8Array {
  return Buffer.from(retryLines(milliseconds) + (state ? stateLines(state) : ''))
}

/** Another tab of the session took this stream's place: poll instead. */
export function encodeMoved(): Uint8Array {
  return Buffer.from('event: moved\ndata: {}\n\n')
}

/** How long to wait before a reconnect, in milliseconds. */
export function encodeRetry(milliseconds: number): Uint8Array {
  return Buffer.from(retryLines(milliseconds))
}

/** A comment: keeps proxies and the client's watchdog content. */
export function encodeHeartbeat(): Uint8Array {
  return Buffer.from(':\n\n')
}

function retryLines(milliseconds: number): string {
  return `retry: ${Math.round(milliseconds)}\n\n`
}

function stateLines(state: PaymentState): string {
  return `id: ${eventId(state.revision)}\ndata: ${JSON.stringify(state)}\n\n`
}
