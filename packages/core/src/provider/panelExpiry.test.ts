import { beforeAll, expect, test } from 'vitest'
import { createScriptedClient } from '../client/scriptedClient.fixture.ts'
import { loadMessages } from '../messages/loadMessages.ts'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { createPanel } from './createPanel.ts'
import { createProviderRegistry } from './createProviderRegistry.ts'
import { listedMethod } from './methodList.fixture.ts'
import type { ProviderEntry } from './ProviderEntry.ts'
import { createScriptedProvider, type ScriptedProviderOptions } from './scriptedProvider.fixture.ts'

const minute = 60_000
const eur = (value: number) => ({ value, currency: 'EUR' })

beforeAll(() => loadMessages('en'))

/** A panel whose method may be used for five minutes. */
const open = async (options: ScriptedProviderOptions, ahead = 0) => {
  const clock = createManualClock()
  const serverNow = (): number => clock.now() - ahead
  const client = createScriptedClient()
  client.script('loadMethod', ({ provider, method, purpose }) => ({
    ...{ provider, method, purpose, config: {}, redirectOrigins: [] },
    expiresAt: new Date(serverNow() + 5 * minute).toISOString(),
  }))
  const provider = createScriptedProvider(options)
  const errors: unknown[] = []
  const panel = createPanel({
    ...{ client, clock, serverNow, locale: 'en', context: {} as never, prefetch: async () => {} },
    report: (error) => void errors.push(error),
  })
  const method = listedMethod()
  const { find } = createProviderRegistry([provider], { clock, hasBrowser: () => true })
  panel.open({ entry: find(method) as ProviderEntry, method, purpose: 'pay', amount: eur(2049) })
  await clock.advance(0)
  return { clock, client, provider, panel, errors }
}

test('an own button is loaded anew when its method expires, with the amount as it is by then', async () => {
  const { clock, provider, panel } = await open({ presentation: 'button' })
  panel.changeAmount(eur(2549))
  await clock.advance(5 * minute)
  expect(provider.sessions.map(({ amount }) => amount)).toEqual([2049, 2549])
  expect(provider.log).toContain('destroy 1')
  expect(panel.state.getState().status).toBe('ready')
})

test('a form that nobody has touched is loaded anew, one that has begun is left alone until it is used', async () => {
  const empty = await open({ state: { phase: 'ready', canSubmit: false, empty: true } })
  await empty.clock.advance(5 * minute)
  expect(empty.provider.sessions).toHaveLength(2)
  const begun = await open({ state: { phase: 'ready', canSubmit: true, empty: false } })
  await begun.clock.advance(5 * minute)
  expect(begun.provider.sessions).toHaveLength(1)
  const refreshed = begun.panel.refresh()
  await begun.clock.advance(0)
  await refreshed
  expect(begun.provider.sessions).toHaveLength(2)
  expect(begun.client.requests('loadMethod')).toHaveLength(2)
})

test('what has not expired is not loaded again', async () => {
  const { clock, panel, provider } = await open({})
  await clock.advance(5 * minute - 1)
  expect(panel.refresh()).toBeUndefined()
  expect(provider.sessions).toHaveLength(1)
})

test('while an order holds it, a session stays, and is loaded anew afterwards', async () => {
  const { clock, panel, provider } = await open({ presentation: 'button' })
  const release = panel.hold()
  await clock.advance(6 * minute)
  expect(panel.refresh()).toBeUndefined()
  expect(provider.sessions).toHaveLength(1)
  release()
  await clock.advance(0)
  expect(provider.sessions).toHaveLength(2)
})

test.each([-1, 1])(
  'what expires does so by the server’s clock, %i days from the browser’s (B9)',
  async (days) => {
    const { clock, provider } = await open({ presentation: 'button' }, days * 24 * 60 * minute)
    await clock.advance(5 * minute - 1)
    expect(provider.sessions).toHaveLength(1)
    await clock.advance(1)
    expect(provider.sessions).toHaveLength(2)
  },
)
