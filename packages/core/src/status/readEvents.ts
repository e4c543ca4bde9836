import { EventSourceParserStream } from 'eventsource-parser/stream'

/** Characters that one event may have; a state is far smaller. */
const longestEvent = 256 * 1024

/** What hears of a stream's content. */
export interface EventReader {
  /** Anything arrived: comments and halves of events count. */
  onByte(): void
  /** A whole event. @returns whether to go on. */
  onEvent(event: { name: string; data: string }): boolean
  /** The server's wish for the wait before a reconnection, in milliseconds. */
  onRetry(milliseconds: number): void
}

/**
 * Reads server-sent events until the stream ends, breaks off, or an event says to stop.
 *
 * @throws whatever broke the stream, and ParseError for an event that never ends.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  { onByte, onEvent, onRetry }: EventReader,
  signal: AbortSignal,
): Promise<void> {
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      onByte()
      controller.enqueue(chunk)
    },
  })
  const reader = body
    .pipeThrough(tap)
    // Node's decoder takes a second byte order mark too where a chunk ends within the first, so the mark is left to the text.
    .pipeThrough(
      new TextDecoderStream('utf-8', { ignoreBOM: true }) as ReadableWritablePair<string, Uint8Array>,
    )
    .pipeThrough(unifyText())
    .pipeThrough(new EventSourceParserStream({ maxBufferSize: longestEvent, onRetry }))
    .getReader()
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read()
      if (done || signal.aborted) return
      // The parser caps what it holds between chunks; one chunk may still be an event of any length.
      const data = value.data.length <= longestEvent ? value.data : ''
      if (!onEvent({ name: value.event ?? 'message', data })) return
    }
  } finally {
    // Cancels the connection below; its failure is the stream's own, which has been told already.
    reader.cancel().catch(() => undefined)
  }
}

/**
 * Begins with exactly one byte order mark, and ends every line with LF as far as it has come. The parser takes the mark for the stream's
 * own, and so leaves text alone that only looks like one; and it would hold a CR at the end of a chunk back until it knows what follows,
 * and lose the event before it when nothing does.
 */
function unifyText(): TransformStream<string, string> {
  let before = ''
  return new TransformStream({
    transform(chunk, controller) {
      const marked = before !== '' || chunk.startsWith('\uFEFF') ? chunk : `\uFEFF${chunk}`
      const text = before === '\r' && marked.startsWith('\n') ? marked.slice(1) : marked
      before = chunk.slice(-1)
      controller.enqueue(text.replace(/\r\n?/g, '\n'))
    },
  })
}
