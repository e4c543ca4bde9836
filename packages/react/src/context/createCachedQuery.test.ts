import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { createCachedQuery } from './createCachedQuery.ts'

function openQuery(staleTime: number) {
  const asked: { signal: AbortSignal; answer: (text: string) => void; fail: (error: Error) => void }[] = []
  const client = new QueryClient({ defaultOptions: { queries: { retry: 0, networkMode: 'always' } } })
  const query = createCachedQuery(client, {
    queryKey: ['question'],
    queryFn: ({ signal }) =>
      new Promise<string>((answer, fail) => {
        asked.push({ signal, answer, fail })
      }),
    staleTime,
  })
  return { query, asked }
}

test('asking twice at once is one question', () => {
  const { query, asked } = openQuery(0)
  query.ask()
  query.ask()
  expect(asked).toHaveLength(1)
})

test('a fresh answer is not asked for again', async () => {
  const { query, asked } = openQuery(60_000)
  const first = query.refetch()
  await Promise.resolve()
  asked[0]?.answer('one')
  await first
  query.ask()
  expect(asked).toHaveLength(1)
  expect(query.getState()).toMatchObject({ data: 'one', fetchStatus: 'idle' })
})

test('asking again gives up the question on its way, and its late answer is none', async () => {
  const { query, asked } = openQuery(0)
  query.ask()
  const second = query.refetch()
  await expect.poll(() => asked.length).toBe(2)
  expect(asked[0]?.signal.aborted).toBe(true)
  asked[1]?.answer('newer')
  asked[0]?.answer('older')
  await second
  expect(query.getState().data).toBe('newer')
})

test('a failure is in the state, tells its listeners, and throws at nobody', async () => {
  const { query, asked } = openQuery(0)
  let told = 0
  const end = query.subscribe(() => told++)
  const done = query.refetch()
  await expect.poll(() => asked.length).toBe(1)
  asked[0]?.fail(new Error('no'))
  await done
  expect(query.getState()).toMatchObject({ status: 'error', error: new Error('no') })
  expect(told).toBeGreaterThan(0)
  end()
})
