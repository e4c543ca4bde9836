import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import { postgresWorld } from '../store/storeWorld.fixture.ts'
import { watchStore } from '../testStore.fixture.ts'
import { anyStory, playStory } from './anyTabs.fixture.ts'

const isMissing = findPostgres() === undefined

describe.skipIf(isMissing)(`on PostgreSQL${isMissing ? ' (not installed here)' : ''}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = (await openPostgres()) ?? expect.fail()
  }, 30_000)
  afterAll(() => server.close(), 30_000)

  test('whatever three tabs, lost answers, dying processes and late messages do, one attempt at a time is asked for money, and all end in the true state (A1, A2, A3, B2, E9)', async () => {
    const play = fc.asyncProperty(anyStory, async (steps) => {
      const world = postgresWorld(server.url)
      try {
        await playStory(steps, watchStore(world.open()))
      } finally {
        await world.close()
      }
    })
    await fc.assert(play, { numRuns: 40, timeout: 60_000, endOnFailure: true })
  }, 300_000)
})
