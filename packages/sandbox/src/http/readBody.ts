import type { IncomingMessage } from 'node:http'
import { ApiError } from './apiError.ts'

/** The most that a body may weigh: 64 KB. */
const limit = 64 * 1024

/** Reads a request's body as a JSON object. Throws an ApiError: 415 for another type, 413 beyond 64 KB, 400 for bad JSON. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  checkType(request, 'application/json')
  const text = await readText(request)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ApiError(400, 'malformed_json', 'The body is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError(400, 'malformed_json', 'The body must be a JSON object.')
  }
  return value as Record<string, unknown>
}

/** Reads a request's body as the fields of an HTML form. Throws an ApiError: 415 for another type, 413 beyond 64 KB. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  checkType(request, 'application/x-www-form-urlencoded')
  return new URLSearchParams(await readText(request))
}

function checkType(request: IncomingMessage, expected: string): void {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== expected) {
    throw new ApiError(415, 'unsupported_media_type', `Send the body as "content-type: ${expected}".`)
  }
}

function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      // The rest is still read, and thrown away: a destroyed request would take the answer with it.
      if (size > limit) reject(new ApiError(413, 'too_large', 'The body is larger than 64 KB.'))
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.on('error', () => reject(new ApiError(400, 'bad_request', 'The body ended half-way.')))
  })
}
