import { request } from 'node:http'
import type { PaymentState } from '@payloom/core/contract'

/** One event of a stream, parsed as the specification says: lines, a blank line ends an event. */
export interface SseEvent {
  id?: string
  event?: string
  data?: string
}

/** A reader of one stream over a connection of its own. */
export interface EventReader {
  status: number
  headers: Record<string, unknown>
  /** Everything that has come, as text. */
  text(): string
  events(): SseEvent[]
  /** The states of the unnamed events. */
  states(): PaymentState[]
  isOpen(): boolean
  /** Stops reading, as a phone in a tunnel does. */
  stall(): void
  close(): void
}

export function openReader(url: string, headers: Record<string, string>): Promise<EventReader> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers, agent: false }, (response) => {
      let text = ''
      let isOpen = true
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('close', () => {
        isOpen = false
      })
      response.on('error', () => undefined)
      const events = (): SseEvent[] => parse(text)
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: () => text,
        events,
        states: () =>
          events()
            .filter(({ event, data }) => event === undefined && data !== undefined)
            .map(({ data }) => JSON.parse(data ?? '') as PaymentState),
        isOpen: () => isOpen,
        stall: () => response.pause(),
        close: () => call.destroy(),
      })
    })
    call.on('error', reject)
    call.end()
  })
}

function parse(text: string): SseEvent[] {
  const events: SseEvent[] = []
  for (const block of text.split('\n\n').slice(0, -1)) {
    const event: SseEvent = {}
    for (const line of block.split(/\r\n|\r|\n/)) {
      const [, name, value = ''] = /^(\w+): ?(.*)$/s.exec(line) ?? []
      if (name === 'id' || name === 'event' || name === 'data') event[name] = value
    }
    if (event.data !== undefined) events.push(event)
  }
  return events
}
