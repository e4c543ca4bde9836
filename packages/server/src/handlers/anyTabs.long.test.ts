import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import { postgresWorld } from '../store/storeWorld.fixture.ts'
import { anyStory, playStory, type Stage } from './anyTabs.fixture.ts'

const isMissing = findPostgres() === undefined

/** A store in another process takes real time, so the clock of a test waits for it. */
function stageOf(store: PaymentStore): Stage {
  const underWay = new Set<Promise<unknown>>()
  const watched = new Proxy(store, {
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
  return {
    store: watched,
    async quiet() {
      do {
        await Promise.allSettled(underWay)
        await new Promise((resolve) => setImmediate(resolve))
      } while (underWay.size > 0)
    },
  }
}

describe.skipIf(isMissing)(`on PostgreSQL${isMissing ? ' (not installed here)' : ''}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = (await openPostgres()) ?? expect.fail()
  }, 30_000)
  afterAll(() => server.close())

  test('whatever three tabs, lost answers, dying processes and late messages do, one attempt at a time is asked for money, and all end in the true state (A1, A2, A3, B2, E9)', async () => {
    const play = fc.asyncProperty(anyStory, async (steps) => {
      const world = postgresWorld(server.url)
      try {
        await playStory(steps, stageOf(world.open()))
      } finally {
        await world.close()
      }
    })
    await fc.assert(play, { numRuns: 60, timeout: 60_000, endOnFailure: true })
  }, 300_000)
})
