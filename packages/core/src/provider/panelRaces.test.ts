import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createScriptedClient } from '../client/scriptedClient.fixture.ts'
import { loadMessages } from '../messages/loadMessages.ts'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { createPanel } from './createPanel.ts'
import { createProviderRegistry } from './createProviderRegistry.ts'
import { listedMethod } from './methodList.fixture.ts'
import type { PanelChoice } from './PanelChoice.ts'
import type { ProviderEntry } from './ProviderEntry.ts'
import { createScriptedProvider } from './scriptedProvider.fixture.ts'

// What the panel imports is there before it asks, so that time alone decides what comes next.
beforeAll(() => loadMessages('en'))

const eur = (value: number) => ({ value, currency: 'EUR' })
const methods = ['card', 'iban', 'gift']

const anyAct = fc.oneof(
  fc.record({ act: fc.constant('open' as const), method: fc.constantFrom(...methods) }),
  fc.record({ act: fc.constant('close' as const) }),
  fc.record({ act: fc.constant('amount' as const), value: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ act: fc.constant('slot' as const), name: fc.constantFrom('one', 'two') }),
  fc.record({ act: fc.constant('unslot' as const) }),
  fc.record({ act: fc.constant('hold' as const) }),
  fc.record({ act: fc.constant('release' as const) }),
  fc.record({ act: fc.constant('time' as const), milliseconds: fc.constantFrom(0, 0, 0, 5, 30, 200) }),
)

test('after any order of choices, slots, amounts and delays exactly the wanted session lives, where it should', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAct, { maxLength: 30 }),
      fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 9 }),
      fc.boolean(),
      async (acts, delays, recreates) => {
        const clock = createManualClock()
        let turn = 0
        const wait = () =>
          new Promise<void>((resolve) => clock.setTimer(resolve, delays[turn++ % delays.length] ?? 0))
        const provider = createScriptedProvider({
          methods,
          script: {
            ...{ load: wait, create: wait, mount: wait, destroy: wait },
            update: async () => {
              await wait()
              return recreates ? 'recreate' : 'updated'
            },
          },
        })
        const errors: unknown[] = []
        const panel = createPanel({
          ...{ client: createScriptedClient(), clock, locale: 'en', prefetch: wait, context: {} as never },
          report: (error) => void errors.push(error),
        })
        const { find } = createProviderRegistry([provider], { clock, hasBrowser: () => true })
        let amount = 1
        let wanted: string | undefined
        let slot: string | undefined
        let takeBack = (): void => {}
        const holds: (() => void)[] = []
        const choice = (method: string): PanelChoice => {
          const row = listedMethod({ method })
          return { entry: find(row) as ProviderEntry, purpose: 'pay', method: row, amount: eur(amount) }
        }
        for (const given of acts) {
          if (given.act === 'open') {
            wanted = given.method
            panel.open(choice(wanted))
          } else if (given.act === 'close') {
            wanted = undefined
            panel.open(undefined)
          } else if (given.act === 'amount') {
            amount = given.value
            panel.changeAmount(eur(amount))
          } else if (given.act === 'slot') {
            slot = given.name
            takeBack = panel.mount({ name: slot } as unknown as HTMLElement)
          } else if (given.act === 'unslot') {
            takeBack()
            slot = undefined
          } else if (given.act === 'hold') holds.push(panel.hold())
          else if (given.act === 'release') holds.pop()?.()
          else await clock.advance(given.milliseconds)
        }
        for (const release of holds) release()
        await clock.advance(60_000)

        const count = (line: string) => provider.log.filter((one) => one === line).length
        const alive = provider.sessions.filter(({ number }) => count(`destroy ${number}`) === 0)
        for (const { number } of provider.sessions) expect(count(`destroy ${number}`)).toBeLessThan(2)
        expect(alive).toHaveLength(wanted === undefined ? 0 : 1)
        expect(panel.current()?.loaded.method).toBe(wanted)
        expect(panel.state.getState().status).toBe(wanted === undefined ? 'none' : 'ready')
        for (const { number } of alive) {
          const shown = provider.log.findLast((line) => line.startsWith(`update ${number} `))
          const made = provider.sessions[number - 1]?.amount
          expect(shown === undefined ? made : Number(shown.split(' ')[2])).toBe(amount)
          const isMounted = count(`mount ${number}`) - count(`unmount ${number}`)
          expect(isMounted).toBe(slot === undefined ? 0 : 1)
        }
        expect(errors).toEqual([])
        const closing = panel.close()
        await clock.advance(10_000)
        await closing
        const ended = provider.log.filter((line) => line.startsWith('destroy'))
        expect(ended).toHaveLength(provider.sessions.length)
      },
    ),
    { numRuns: 200 },
  )
})
