import { expect, test } from 'vitest'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { askAvailability } from './askAvailability.ts'
import { listedMethod } from './methodList.fixture.ts'
import { createScriptedProvider } from './scriptedProvider.fixture.ts'

test('a provider that never answers is unavailable after five seconds, and told to stop', async () => {
  const clock = createManualClock()
  const signals: AbortSignal[] = []
  const provider = {
    ...createScriptedProvider(),
    isAvailable(_method: unknown, signal: AbortSignal) {
      signals.push(signal)
      return new Promise<never>(() => {})
    },
  }
  const reason = askAvailability(provider, listedMethod(), clock, new AbortController().signal)
  await clock.advance(4_999)
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])
  await clock.advance(1)
  expect(await reason).toBe('provider-error')
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})
