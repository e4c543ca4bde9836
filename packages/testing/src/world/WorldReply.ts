/** What the fake shop answers to one request. */
export type WorldReply =
  | { kind: 'answer'; body: unknown }
  | { kind: 'problem'; code: string; status: number; members: Record<string, unknown> }
  | { kind: 'nothing' }
  /** On to the page of returns, with the token and nothing else. */
  | { kind: 'page'; token: string }
  /** The connection breaks: whether the request arrived, the page cannot tell. */
  | { kind: 'lost' }
  | { kind: 'never' }
  | { kind: 'stream' }
