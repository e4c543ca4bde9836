import { maxRequestBody } from './readBody.ts'
import { readCapped } from './readCapped.ts'

const mostFields = 100
const longestName = 256
const longestValue = 16_384
/** Names and values together, in bytes. */
const mostBytes = 65_536

/**
 * The fields that a company sent the shopper back with: the form's, then the query's, each name once. A value that is too long is left
 * out and never cut, because half a value is another one; so is whatever exceeds the rest of the limits. A body that is no form, or is
 * broken, or too long has no fields.
 */
export async function readReturnFields(request: Request): Promise<Record<string, string>> {
  const fields = new Map<string, string>()
  let bytes = 0
  for (const [name, value] of [...(await readForm(request)), ...new URL(request.url).searchParams]) {
    const size = Buffer.byteLength(name) + Buffer.byteLength(value)
    const isTooLong = Buffer.byteLength(name) > longestName || Buffer.byteLength(value) > longestValue
    if (name === '' || fields.has(name) || isTooLong || bytes + size > mostBytes) continue
    if (fields.size === mostFields) break
    fields.set(name, value)
    bytes += size
  }
  return Object.fromEntries(fields)
}

async function readForm(request: Request): Promise<[string, string][]> {
  const type = request.headers.get('content-type') ?? ''
  if (
    request.method !== 'POST' ||
    !/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)
  ) {
    return []
  }
  try {
    const text = await readCapped(request.body, maxRequestBody)
    if (text === undefined) return []
    if (!/^multipart/i.test(type)) return [...new URLSearchParams(text)]
    const form = await new Response(text, { headers: { 'content-type': type } }).formData()
    // Files are no fields.
    return [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    )
  } catch {
    return []
  }
}
