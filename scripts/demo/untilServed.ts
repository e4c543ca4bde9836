const pause = 50
const limit = 20_000

/** Waits until every URL answers 200, and the page is a page. */
export async function untilServed(urls: readonly string[], page: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + limit
  const open = new Set([...urls, page])
  while (open.size > 0) {
    signal.throwIfAborted()
    for (const url of open) if (await answers(url, url === page)) open.delete(url)
    if (open.size === 0) return
    if (Date.now() > deadline)
      throw new Error(`${[...open].join(', ')} did not answer within ${limit / 1000} s.`)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

async function answers(url: string, isPage: boolean): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    const text = await response.text()
    return response.status === 200 && (!isPage || text.includes('<script'))
  } catch {
    return false
  }
}
