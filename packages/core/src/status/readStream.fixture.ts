import { readEvents } from './readEvents.ts'
import type { Told } from './referenceParser.fixture.ts'

/** Everything that a stream says that comes in these chunks, in the order of the two lists: events, and wishes for a wait. */
export async function readStream(chunks: readonly Uint8Array[]): Promise<Told[]> {
  const told: Told[] = []
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
  await readEvents(
    body,
    {
      onByte: () => {},
      onEvent: (event) => told.push(event) > 0,
      onRetry: (retry) => void told.push({ retry }),
    },
    new AbortController().signal,
  )
  return told
}

/** Wishes come past the queue of events, so each kind is compared by itself. */
export function sorted(told: readonly Told[]): { events: Told[]; retries: Told[] } {
  return { events: told.filter((one) => 'name' in one), retries: told.filter((one) => 'retry' in one) }
}

/** Cuts bytes at these places; `points` need no order, and may repeat. */
export function cutAt(bytes: Uint8Array, points: readonly number[]): Uint8Array[] {
  const ends = [...points, bytes.length].map((point) => Math.min(point, bytes.length)).sort((a, b) => a - b)
  return ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end))
}
