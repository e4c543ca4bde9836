import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { ProblemError } from './ProblemError.ts'
import { readCapped } from './readCapped.ts'

/** Bytes that a browser may send. */
export const maxRequestBody = 65_536

/** A body that was parsed, and the hash of its bytes. */
export interface ParsedBody<T> {
  value: T
  requestHash: string
}

/**
 * Reads and parses a request's JSON.
 *
 * @throws ProblemError `too-large` or `bad-request`; the detail names members, never their values.
 */
export async function readBody<T>(
  request: Request,
  schema: v.GenericSchema<unknown, T>,
): Promise<ParsedBody<T>> {
  const text = await readCapped(request.body, maxRequestBody).catch((cause: unknown) => {
    throw new ProblemError('bad-request', { detail: 'The body did not arrive.', cause })
  })
  if (text === undefined) throw new ProblemError('too-large', { headers: { connection: 'close' } })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new ProblemError('bad-request', { detail: 'The body is not JSON.' })
  }
  const parsed = v.safeParse(schema, json)
  if (!parsed.success) {
    const members = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the whole')
    throw new ProblemError('bad-request', {
      detail: `Wrong in the body: ${members.join(', ').slice(0, 200)}.`,
    })
  }
  return { value: parsed.output, requestHash: hashOf(text) }
}

/** SHA-256 of a request's body, as hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
