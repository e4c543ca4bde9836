import { randomBytes } from 'node:crypto'
import type { Random } from '../createRandom.ts'
import type { Without } from '../guards.ts'
import type { Browser } from './openBrowser.ts'

/** The network between one tab and the shop. */
export interface FaultyNetwork {
  fetch: typeof globalThis.fetch
  /** Nothing goes wrong any more. */
  calm(): void
  /** Whether no copy of an order is still on its way. */
  isQuiet(): boolean
  /** The tab is gone: what is on its way is cut, whether it arrived or not. */
  cut(): void
}

/** Options of {@link createFaultyFetch}. */
export interface FaultyNetworkOptions {
  browser: Browser
  random: Random
  without: Without
  /** How many requests of a hundred something happens to. */
  rate: number
  /** An order leaves, with this id. */
  onOrder(attemptId: string): void
}

const often = ['cut-before', 'cut-after', 'slow-before', 'slow-after', 'twice', 'again-later'] as const
// Each costs the client's whole patience, 10 s.
const fates = [...often, ...often, 'hang'] as const
const idHeader = 'idempotency-key'

/** Makes a `fetch` whose requests and answers are lost, late and doubled, as the seed decides. */
export function createFaultyFetch(options: FaultyNetworkOptions): FaultyNetwork {
  const { browser, random, without, onOrder } = options
  const life = new AbortController()
  let { rate } = options
  let copies = 0
  const pass = async (request: Request): Promise<Response> => {
    const isOrder = request.method === 'POST' && request.headers.has(idHeader)
    if (isOrder && without.has('quote')) return browser.send(await withNewestQuote(browser, request))
    return browser.send(request)
  }
  /** The same bytes once more, as a proxy or a browser repeats them; without the guard as an order of its own. */
  const repeat = async (request: Request, after: number): Promise<Response> => {
    copies++
    try {
      await wait(after)
      return await pass(asCopy(request))
    } finally {
      copies--
    }
  }
  const asCopy = (request: Request): Request => {
    const headers = new Headers(request.headers)
    if (headers.has(idHeader) && without.has('idempotency')) {
      headers.set(idHeader, randomBytes(16).toString('hex'))
      onOrder(headers.get(idHeader) ?? '')
    }
    return new Request(request, { headers })
  }
  const run = async (request: Request): Promise<Response> => {
    const isStream = request.url.endsWith('/events')
    const fate = !isStream && random.chance(rate / 100) ? random.pick(fates) : 'pass'
    switch (fate) {
      case 'cut-before':
        throw lost()
      case 'slow-before':
        await wait(random.int(20, 500))
        return pass(request)
      case 'cut-after':
        await drain(await pass(request))
        throw lost()
      case 'hang':
        await drain(await pass(request))
        return new Promise(() => {})
      case 'slow-after': {
        const answer = await pass(request)
        await wait(random.int(20, 800))
        return answer
      }
      case 'twice': {
        const both = [pass(request.clone()), repeat(request, 0)] as const
        const [first, second] = random.chance(0.5) ? both : [both[1], both[0]]
        second.then(drain, () => undefined)
        return first
      }
      case 'again-later': {
        const copy = request.clone()
        repeat(copy, random.int(50, 900)).then(drain, () => undefined)
        return pass(request)
      }
      default:
        return pass(request)
    }
  }
  return {
    async fetch(input, init) {
      const request = new Request(input, init)
      const attemptId = request.method === 'POST' ? request.headers.get(idHeader) : null
      if (attemptId !== null) onOrder(attemptId)
      const signal = AbortSignal.any([request.signal, life.signal])
      return run(new Request(request, { signal }))
    },
    calm() {
      rate = 0
    },
    isQuiet: () => copies === 0,
    cut: () => life.abort(),
  }
}

/** What a page without a quote does: it pays what the method costs now, whatever the shopper saw. */
async function withNewestQuote(browser: Browser, request: Request): Promise<Request> {
  const body = (await request.clone().json()) as { provider: string; method: string; quote: string }
  const list = await browser.send(new Request(`${browser.shop}/api/payments/methods`))
  const { methods = [] } = (await list.json()) as { methods?: (typeof body)[] }
  const newest = methods.find(({ provider, method }) => provider === body.provider && method === body.method)
  return new Request(request, { body: JSON.stringify({ ...body, quote: newest?.quote ?? body.quote }) })
}

async function drain(response: Response): Promise<void> {
  await response.body?.cancel()
}

function lost(): TypeError {
  return new TypeError('fetch failed: the network of the bench lost it')
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
