import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import { ShopProblem } from './shopProblem.ts'

const largest = 16_384

/** A request's JSON, parsed by its schema. Throws a {@link ShopProblem} for anything else. */
export async function readBody<T>(request: IncomingMessage, schema: v.GenericSchema<unknown, T>): Promise<T> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new ShopProblem(415, 'unsupported-media-type', 'Send application/json.')
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largest) throw new ShopProblem(413, 'too-large', `Send at most ${largest} bytes.`)
    chunks.push(chunk)
  }
  const parsed = v.safeParse(schema, parseJson(Buffer.concat(chunks).toString('utf8')))
  if (!parsed.success) throw new ShopProblem(400, 'bad-request', 'The body is not what this call takes.')
  return parsed.output
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ShopProblem(400, 'bad-request', 'The body is no JSON.')
  }
}
