import { QueryClient } from '@tanstack/react-query'

/**
 * The query cache of one checkout. `networkMode: 'always'`: the default would hold calls back while the browser believes it is
 * offline and send them later, unattended. `retry: 0`: the client retries reads itself.
 */
export function createPrivateQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { networkMode: 'always', retry: 0, staleTime: 10_000 } },
  })
}
