import type { PaymentState } from '../contract/paymentState.ts'
import { createInbox, type Inbox } from './inbox.fixture.ts'

/** The server's end of a stream that was opened by the fake fetch. */
export interface FakeStream {
  headers: Headers
  send(state: PaymentState): void
  sendText(text: string): void
  /** In good order. */
  end(): void
  /** The connection breaks. */
  cut(): void
  readonly isOpen: boolean
}

/** A fetch that answers streams only, and hands each other end to the test. */
export interface FakeStreams {
  fetch: typeof globalThis.fetch
  streams: Inbox<FakeStream>
  /** Answers this status instead, until told otherwise. */
  refuseWith(status: number | undefined): void
}

const problem = { 'content-type': 'application/problem+json' }

export function createFakeStreams(): FakeStreams {
  const streams = createInbox<FakeStream>()
  let refusal: number | undefined
  const fetch = async (_: unknown, init: RequestInit = {}) => {
    if (refusal) return new Response('{}', { status: refusal, headers: problem })
    let isOpen = true
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    const close = () => {
      isOpen = false
    }
    init.signal?.addEventListener('abort', close)
    const body = new ReadableStream<Uint8Array>({
      start: (given) => {
        controller = given
      },
      cancel: close,
    })
    const sendText = (text: string) => controller?.enqueue(new TextEncoder().encode(text))
    streams.add({
      headers: new Headers(init.headers),
      sendText,
      send: (state) => sendText(`data: ${JSON.stringify(state)}\n\n`),
      end() {
        close()
        controller?.close()
      },
      cut() {
        close()
        controller?.error(new TypeError('network error'))
      },
      get isOpen() {
        return isOpen
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  return {
    fetch,
    streams,
    refuseWith(status) {
      refusal = status
    },
  }
}
