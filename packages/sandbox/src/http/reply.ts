/** What a route answers with. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
}

/** A JSON answer; nothing that the API says may be kept by a cache. */
export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  }
}

/** The answer that says nothing but "done". */
export const emptyReply: Reply = { status: 204, headers: { 'cache-control': 'no-store' }, body: '' }
