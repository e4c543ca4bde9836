/** One shopper's browser: a cookie jar that its tabs share. */
export interface Browser {
  readonly shop: string
  /** Sends a request of the shop's page: with its cookies, and the headers that a browser sets by itself. */
  send(request: Request): Promise<Response>
  /** Changes the cart from the shop's other pages; the network may lose it. */
  changeCart(change: { quantity?: number; shipping?: string }): Promise<void>
  /** Follows a company's way back to the shop. @returns the token of the return. */
  comeBack(url: string): Promise<string | undefined>
  /** The payment of the session's cart. */
  readonly paymentId: string
}

/** Opens it at the shop's front door, which gives the session. Knocks until the shop is there. */
export async function openBrowser(shop: string): Promise<Browser> {
  let cookies = ''
  const send: Browser['send'] = async (request) => {
    const headers = new Headers(request.headers)
    if (cookies) headers.set('Cookie', cookies)
    if (request.method !== 'GET') headers.set('Origin', shop)
    const response = await fetch(request, { headers })
    for (const cookie of response.headers.getSetCookie()) cookies = withCookie(cookies, cookie)
    return response
  }
  const post = (path: string, method: string, body: object): Promise<Response> => {
    const headers = { 'Content-Type': 'application/json' }
    return send(new Request(`${shop}${path}`, { method, headers, body: JSON.stringify(body) }))
  }
  const knock = async (): Promise<string> => {
    for (;;) {
      try {
        const response = await post('/session', 'POST', {})
        return ((await response.json()) as { paymentId: string }).paymentId
      } catch {
        // It was killed, and is on its way back.
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }
  const paymentId = await knock()
  return {
    ...{ shop, send, paymentId },
    async changeCart(change) {
      const response = await post('/cart', 'PUT', change).catch(() => undefined)
      await response?.body?.cancel()
    },
    async comeBack(url) {
      const response = await send(new Request(url, { redirect: 'manual' })).catch(() => undefined)
      await response?.body?.cancel()
      const location = response?.headers.get('Location')
      return location ? (new URL(location, shop).searchParams.get('payloom') ?? undefined) : undefined
    },
  }
}

function withCookie(cookies: string, line: string): string {
  const [pair = ''] = line.split(';', 1)
  const [name = ''] = pair.split('=', 1)
  const others = cookies.split('; ').filter((one) => one && !one.startsWith(`${name}=`))
  return [...others, pair].join('; ')
}
