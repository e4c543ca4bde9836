import { expect, test } from 'vitest'
import { readEvents } from './readEvents.ts'

test('in a browser a stream that comes byte by byte is read exactly', async () => {
  const bytes = new TextEncoder().encode(
    ': hello\r\n\r\nretry: 1200\r\ndata: zurück 💳\r\n\r\n: heartbeat\n\n',
  )
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  const events: unknown[] = []
  let arrivals = 0
  const reader = {
    onByte: () => {
      arrivals += 1
    },
    onRetry: (wait: number) => void events.push(wait),
    onEvent: (event: unknown) => events.push(event) > 0,
  }
  await readEvents(body, reader, new AbortController().signal)
  expect(events).toEqual([1200, { name: 'message', data: 'zurück 💳' }])
  expect(arrivals).toBe(bytes.length)
})
