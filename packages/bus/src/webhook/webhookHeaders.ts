/** Headers as `fetch` or as `node:http` gives them. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | string[] | undefined>>

/** One header's only value; a header that was sent twice has none. Names of a record are in lower case, as node:http makes them. */
export function readHeader(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined
  return typeof value === 'string' ? value : undefined
}
