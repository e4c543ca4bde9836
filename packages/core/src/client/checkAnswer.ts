import type { PaymentError } from '../errors/PaymentError.ts'
import { badResponse } from './badResponse.ts'

/**
 * Refuses an answer that is no JSON before a byte of it is read, and caps the rest: ky reads a body of any size.
 * Errors are capped too; what is cut there ends as an unreadable problem.
 *
 * @throws PaymentError `bad-response` for a wrong content type.
 */
export function checkAnswer(
  name: string,
  response: Response,
  { maxBytes, onTooLong }: { maxBytes: number; onTooLong(error: PaymentError): void },
): Response {
  const { status, body } = response
  const type = response.headers.get('content-type') ?? ''
  // 204 has no body to be of a type; whether it is due there decides who reads it.
  if (response.ok && status !== 204 && !/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
    throw badResponse(name, { status, why: 'the answer is no JSON by its content type' })
  }
  const tooLong = () => {
    const error = badResponse(name, { status, why: `the answer is longer than ${maxBytes} bytes` })
    // Chromium replaces what broke a body by a TypeError of its own, so the reason travels beside it.
    onTooLong(error)
    return error
  }
  // Chromium gives a 204 an empty stream, and refuses to make a Response of one.
  if (!body || status === 204) return response
  return new Response(body.pipeThrough(capAt(maxBytes, tooLong)), response)
}

function capAt(maxBytes: number, tooLong: () => PaymentError): TransformStream<Uint8Array, Uint8Array> {
  let length = 0
  return new TransformStream({
    transform(chunk, controller) {
      length += chunk.byteLength
      if (length <= maxBytes) controller.enqueue(chunk)
      else controller.error(tooLong())
    },
  })
}
