import type { FetchQueryOptions, QueryClient, QueryKey, QueryState } from '@tanstack/react-query'

/** One question to the backend, whose newest answer is kept. */
export interface CachedQuery<Data, Failure = Error> {
  getState(): QueryState<Data, Failure>
  /** @returns what ends it. */
  subscribe(listener: () => void): () => void
  /** Asks, unless there is a fresh answer, one on its way, or a failure of a moment ago. */
  ask(): void
  /** Waits for the answer on its way, or asks. Never rejects. */
  join(): Promise<void>
  /** Asks again and gives up what is on its way. Never rejects: a failure is in the state. */
  refetch(): Promise<void>
}

/** A part that appears right after a failure does not ask again by itself, in milliseconds; the shopper may. */
const calm = 5000

/**
 * Keeps the answers of one query in a cache. It speaks to the cache itself: the observer layer of `useQuery` (selection,
 * intervals, suspense, placeholders) is of no use here and would weigh 2.4 kB in every first load.
 */
export function createCachedQuery<Data, Failure = Error>(
  client: QueryClient,
  options: FetchQueryOptions<Data, Failure, Data, QueryKey> & { staleTime: number },
): CachedQuery<Data, Failure> {
  const cache = client.getQueryCache()
  const query = cache.build<Data, Failure, Data, QueryKey>(client, client.defaultQueryOptions(options))
  const fetch = () => query.fetch().then(ignore, ignore)
  return {
    getState: () => query.state,
    subscribe: (listener) => cache.subscribe((event) => event.query === query && listener()),
    ask() {
      const isFailed = Date.now() - query.state.errorUpdatedAt < calm
      if (!isFailed && query.isStaleByTime(options.staleTime)) void fetch()
    },
    join: fetch,
    async refetch() {
      await query.cancel({ silent: true })
      await fetch()
    },
  }
}

function ignore(): void {}
