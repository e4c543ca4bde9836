import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEvents } from './readEvents.ts'

const wire =
  ': padding\n\nretry: 1200\nid: 1.1\ndata: {"title":"Überweisung 💳"}\n\nevent: moved\r\ndata: a\r\ndata: b\r\n\r\n: heartbeat\n\n'
const bytes = new TextEncoder().encode(wire)

test('however the bytes are cut into chunks, the same events come out', async () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(cuts, async (points) => {
      const ends = [...points.sort((a, b) => a - b), bytes.length]
      const chunks = ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end))
      const events: unknown[] = []
      const retries: number[] = []
      let arrivals = 0
      await readEvents(
        bodyOf(chunks),
        {
          onByte: () => {
            arrivals += 1
          },
          onRetry: (wait) => retries.push(wait),
          onEvent: (event) => events.push(event) > 0,
        },
        new AbortController().signal,
      )
      expect(events).toEqual([
        { name: 'message', data: '{"title":"Überweisung 💳"}' },
        { name: 'moved', data: 'a\nb' },
      ])
      expect(retries).toEqual([1200])
      expect(arrivals).toBe(chunks.length)
    }),
  )
})

test('an event that is too long is handed on empty, even when it comes in one piece', async () => {
  const long = new TextEncoder().encode(`data: ${'x'.repeat(300_000)}\n\ndata: next\n\n`)
  const events: string[] = []
  const onEvent = ({ data }: { data: string }) => events.push(data) > 0
  const reader = { onByte: () => {}, onRetry: () => {}, onEvent }
  await readEvents(bodyOf([long]), reader, new AbortController().signal)
  expect(events).toEqual(['', 'next'])
})

test('it stops where it is told to, and cancels what is left', async () => {
  let canceled = false
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes),
    cancel: () => {
      canceled = true
    },
  })
  const names: string[] = []
  const onEvent = ({ name }: { name: string }) => names.push(name) < 1
  await readEvents(body, { onByte: () => {}, onRetry: () => {}, onEvent }, new AbortController().signal)
  expect(names).toEqual(['message'])
  await expect.poll(() => canceled).toBe(true)
})

function bodyOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}
