import * as v from 'valibot'
import { ApiError } from '../ApiError.ts'

/** The most that a request may weigh: 64 KB. */
export const bodyLimit: number = 64 * 1024

/** A request's body as text. Throws a 413 beyond 64 KB, without reading further. */
export async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > bodyLimit) throw new ApiError(413, 'too-large', 'The body is larger than 64 KB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** A request's body, rebuilt from what its schema names. Throws a 415, 413 or 400 that names the field and no value. */
export async function readJson<T>(request: Request, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new ApiError(415, 'unsupported-media-type', 'Send the body as "content-type: application/json".')
  }
  const text = await readText(request)
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
  if (parsed.success) return parsed.output
  const place = v.getDotPath(parsed.issues[0])
  throw new ApiError(
    400,
    'bad-request',
    place ? `${place} is missing or wrong.` : 'The body is not JSON of this call.',
  )
}
