import type { ServerResponse } from 'node:http'
import type { Answer, SeenRequest } from '../client/shopProxy.fixture.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import { createInbox, type Inbox } from './inbox.fixture.ts'

/** The server's end of one stream. */
export interface ServedStream {
  request: SeenRequest
  send(text: string): void
  /** The stream ends in good order. */
  end(): void
  /** The connection breaks, as when a proxy is deployed. */
  cut(): void
  closed: Promise<void>
}

/** Text of one event. */
export function eventOf(state: PaymentState): string {
  return `id: ${state.revision.epoch}.${state.revision.seq}\ndata: ${JSON.stringify(state)}\n\n`
}

/** Answers a stream that stays open, and hands its other end to the test. */
export function stream(streams: Inbox<ServedStream>, first = ''): Answer {
  return (response, request) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    response.flushHeaders()
    if (first) response.write(first)
    streams.add(servedBy(response, request))
  }
}

export function createStreams(): Inbox<ServedStream> {
  return createInbox()
}

function servedBy(response: ServerResponse, request: SeenRequest): ServedStream {
  return {
    request,
    send: (text) => void response.write(text),
    end: () => void response.end(),
    cut: () => response.socket?.resetAndDestroy(),
    closed: new Promise((resolve) => response.on('close', () => resolve())),
  }
}
