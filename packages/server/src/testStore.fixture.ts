import { createPostgresStore } from './store/createPostgresStore.ts'
import { createSqliteStore } from './store/createSqliteStore.ts'
import type { PaymentStore } from './store/PaymentStore.ts'

let schemas = 0

/** A store of a test's own: `PAYLOOM_TEST_DATABASE=postgres://…` runs the tests of the service over PostgreSQL. */
export function openTestStore(): PaymentStore {
  const url = process.env.PAYLOOM_TEST_DATABASE
  if (url === undefined) return createSqliteStore({ path: ':memory:' })
  schemas += 1
  return watchStore(createPostgresStore({ url, schema: `test_${process.pid}_${schemas}` }))
}

const underWay = new Set<Promise<unknown>>()

/** What a store in another process does takes real time: a clock that a test moves waits for it. */
export function watchStore(store: PaymentStore): PaymentStore {
  return new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        const answer = method.apply(target, args)
        if (answer instanceof Promise) {
          underWay.add(answer)
          const end = (): void => void underWay.delete(answer)
          answer.then(end, end)
        }
        return answer
      }
    },
  })
}

/** Resolves once no watched store has anything to do. What a test lets hang is not waited for. */
export async function quietStores(): Promise<void> {
  while (underWay.size > 0) {
    let stop: NodeJS.Timeout | undefined
    const patience = new Promise<'hangs'>((resolve) => {
      stop = setTimeout(() => resolve('hangs'), 2000)
    })
    const outcome = await Promise.race([Promise.allSettled(underWay), patience])
    clearTimeout(stop)
    if (outcome === 'hangs') return underWay.clear()
    await new Promise((resolve) => setImmediate(resolve))
  }
}
