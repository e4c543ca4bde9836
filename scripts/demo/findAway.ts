const pause = 100

/**
 * Asks a server's `/readyz` until it is ready: the address of a broker or a database that nobody serves looks like a shop that works, until
 * somebody pays.
 *
 * @param limit milliseconds; links come up a moment after the page.
 * @returns what is away by then, for people; `undefined` when nothing is.
 */
export async function findAway(
  origin: string,
  signal: AbortSignal,
  limit = 5_000,
): Promise<string | undefined> {
  const deadline = Date.now() + limit
  for (;;) {
    signal.throwIfAborted()
    const { store, bus } = await readiness(origin)
    const away = [store === 'up' ? [] : ['the database'], bus === 'up' ? [] : ['the broker']].flat()
    if (away.length === 0) return undefined
    if (Date.now() >= deadline) return away.join(' and ')
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

async function readiness(origin: string): Promise<{ store?: unknown; bus?: unknown }> {
  try {
    const response = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) })
    return (await response.json()) as { store?: unknown; bus?: unknown }
  } catch {
    return {}
  }
}
