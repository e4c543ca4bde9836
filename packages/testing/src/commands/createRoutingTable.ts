import type { NetworkAnswer } from './NetworkAnswer.ts'

/** A request that Playwright stopped on its way. */
export interface RoutedRequest {
  request(): { url(): string }
  fulfill(response: { status: number; headers?: Record<string, string>; body: string }): Promise<void>
  abort(): Promise<void>
}

/** What a browser is answered for the URLs of companies. Whatever else lies outside this machine is refused, and noted. */
export interface RoutingTable {
  set(url: string, answer: NetworkAnswer): Promise<void>
  matches(url: URL): boolean
  handle(route: RoutedRequest): Promise<void>
  unserved(): string[]
  close(): Promise<void>
}

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])$/

/** Makes the table of one browser. */
export function createRoutingTable(): RoutingTable {
  const answers = new Map<string, NetworkAnswer>()
  const hanging = new Set<RoutedRequest>()
  const unserved = new Set<string>()
  const answerFor = (url: string): NetworkAnswer | undefined => {
    const plain = url.split(/[?#]/, 1)[0] ?? url
    for (const [pattern, answer] of answers) {
      if (pattern.endsWith('*') ? plain.startsWith(pattern.slice(0, -1)) : plain === pattern) return answer
    }
    return undefined
  }
  const handle = async (route: RoutedRequest): Promise<void> => {
    const url = route.request().url()
    const answer = answerFor(url)
    if (answer?.kind === 'hang') hanging.add(route)
    else if (answer?.kind === 'missing') await settle(route.fulfill({ status: 404, body: 'Not found' }))
    else if (answer) {
      const headers = { 'content-type': answer.contentType, 'cache-control': 'no-store' }
      await settle(route.fulfill({ status: 200, headers, body: answer.body }))
    } else {
      unserved.add(url)
      await settle(route.abort())
    }
  }
  return {
    handle,
    async set(url, answer) {
      answers.delete(url)
      answers.set(url, answer)
      const waiting = [...hanging]
      hanging.clear()
      await Promise.all(waiting.map(handle))
    },
    matches: (url) => answerFor(url.href) !== undefined || !loopback.test(url.hostname),
    unserved: () => [...unserved],
    async close() {
      await Promise.all([...hanging].map((route) => settle(route.abort())))
      hanging.clear()
    },
  }
}

/** The page that asked may be gone by now. */
async function settle(answered: Promise<void>): Promise<void> {
  try {
    await answered
  } catch {
    // Nobody waits for it any more.
  }
}
