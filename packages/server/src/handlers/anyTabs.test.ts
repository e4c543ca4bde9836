import fc from 'fast-check'
import { test } from 'vitest'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { anyStory, playStory } from './anyTabs.fixture.ts'

test('whatever three tabs, lost answers, dying processes and late messages do, one attempt at a time is asked for money, and all end in the true state (A1, A2, A3, A15, B2, B3)', async () => {
  const play = fc.asyncProperty(anyStory, (steps) =>
    playStory(steps, createSqliteStore({ path: ':memory:' })),
  )
  await fc.assert(play, { numRuns: 300, timeout: 10_000 })
}, 60_000)
