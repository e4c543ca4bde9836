/** What a handler answers when it is no JSON with the status 200. */
export class Reply {
  readonly status: number
  readonly body: unknown

  /** @param body sent as JSON. @default nothing is sent */
  constructor(status: number, body?: unknown) {
    this.status = status
    this.body = body
  }
}
