import { maxBuffered } from '../relay/StreamSink.ts'
import type { ServiceAnswer } from './ServiceAnswer.ts'

/** A stream as a web `Response`: the sink writes into its body. */
export function streamResponse(answer: Extract<ServiceAnswer, { kind: 'stream' }>): Response {
  let stream: { close(): void } | undefined
  let isOpen = true
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stream = answer.open({
          write(bytes) {
            if (!isOpen) return false
            controller.enqueue(bytes)
            return true
          },
          waiting: () => (isOpen ? maxBuffered - (controller.desiredSize ?? 0) : 0),
          close() {
            if (isOpen) controller.close()
            isOpen = false
          },
        })
      },
      cancel() {
        isOpen = false
        stream?.close()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxBuffered }),
  )
  return new Response(body, { headers: answer.headers })
}
