import type { PaymentState } from '@payloom/core/contract'

/** The streams that pages hold open. */
export interface StateStreams {
  /** Opens one: the state as it is, then every later one, until the signal aborts. */
  open(state: PaymentState, signal: AbortSignal): ReadableStream<Uint8Array>
  send(state: PaymentState): void
  count(): number
}

/** Makes the streams of one fake world. */
export function createStateStreams(): StateStreams {
  const encoder = new TextEncoder()
  const streams = new Set<(state: PaymentState) => void>()
  return {
    open(state, signal) {
      let send: (state: PaymentState) => void
      const leave = (): void => void streams.delete(send)
      return new ReadableStream({
        start(controller) {
          send = (next) => {
            const { epoch, seq } = next.revision
            controller.enqueue(encoder.encode(`id: ${epoch}.${seq}\ndata: ${JSON.stringify(next)}\n\n`))
          }
          send(state)
          streams.add(send)
          signal.addEventListener('abort', leave, { once: true })
        },
        cancel: leave,
      })
    },
    send: (state) => {
      for (const send of streams) send(state)
    },
    count: () => streams.size,
  }
}
