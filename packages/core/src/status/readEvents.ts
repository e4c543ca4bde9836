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
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(unifyLines())
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
 * Ends every line with LF, as far as it has come: the parser holds a CR at the end of a chunk back until it knows what follows, and
 * loses the event before it when nothing does.
 */
function unifyLines(): TransformStream<string, string> {
  let afterReturn = false
  return new TransformStream({
    start(controller) {
      // The decoder has taken the one byte order mark that may stand first; the parser takes this one, and nothing of the text.
      controller.enqueue('\uFEFF')
    },
    transform(chunk, controller) {
      const text = afterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk
      afterReturn = chunk.endsWith('\r')
      controller.enqueue(text.replace(/\r\n?/g, '\n'))
    },
  })
}
