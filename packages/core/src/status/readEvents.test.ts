import { expect, test } from 'vitest'
import { readEvents } from './readEvents.ts'
import { cutAt } from './readStream.fixture.ts'

const wire =
  ': padding\n\nretry: 1200\nid: 1.1\ndata: {"title":"Überweisung 💳"}\n\nevent: moved\r\ndata: a\r\n\r\n: heartbeat\n\n'
const bytes = new TextEncoder().encode(wire)

const bodyOf = (chunks: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })

const silent = { onByte: () => {}, onRetry: () => {} }

test('every chunk that arrives is told, whatever is in it', async () => {
  const chunks = cutAt(bytes, [1, 3, 20, 47, 48, 60])
  let arrivals = 0
  const onByte = () => {
    arrivals += 1
  }
  await readEvents(bodyOf(chunks), { ...silent, onByte, onEvent: () => true }, new AbortController().signal)
  expect(arrivals).toBe(chunks.length)
})

test('an event that ends with a CR is told at once, not with the next byte (D13)', async () => {
  const told = Promise.withResolvers<string>()
  const life = new AbortController()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('data: now\r\r')),
  })
  const onEvent = ({ data }: { data: string }) => {
    told.resolve(data)
    return false
  }
  await readEvents(body, { ...silent, onEvent }, life.signal)
  expect(await told.promise).toBe('now')
})

test('an event that is too long is handed on empty, even when it comes in one piece', async () => {
  const long = new TextEncoder().encode(`data: ${'x'.repeat(300_000)}\n\ndata: next\n\n`)
  const events: string[] = []
  const onEvent = ({ data }: { data: string }) => events.push(data) > 0
  await readEvents(bodyOf([long]), { ...silent, onEvent }, new AbortController().signal)
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
  await readEvents(body, { ...silent, onEvent }, new AbortController().signal)
  expect(names).toEqual(['message'])
  await expect.poll(() => canceled).toBe(true)
})
