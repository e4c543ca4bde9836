import { expect } from 'vitest'
import type { Stage } from './openStage.ts'
import type { CheckFacts, ProviderCheck } from './ProviderCheck.ts'
import { settled, until } from './until.ts'
import type { WatchedUpdate } from './watchSession.ts'

const unlessPaying = ({ method }: CheckFacts): string | undefined =>
  method.purpose === 'setup' ? 'a set-up takes no money' : undefined

type Collected = Record<string, unknown>

/** Opens the method, fills it in, and has the shop change the total. @returns what is to be paid then. */
async function changeAmount(stage: Stage): Promise<number | undefined> {
  const { checkout, world, watch } = stage
  await stage.open()
  await stage.fill()
  world.setTotal({ value: 3456, currency: 'EUR' })
  await checkout.loadMethodList()
  const wanted = checkout.selection.getState().method?.total?.value
  const isFollowed = (): boolean => watch.sessions.findLast((one) => !one.isEnded())?.amount() === wanted
  await until('the session has the new amount', isFollowed)
  await stage.ready()
  await stage.drawn()
  return wanted
}

/** Has the shopper change the wish to keep the method, and waits until the session has answered. */
async function changeStore({ checkout, watch }: Stage, wish: boolean): Promise<void> {
  const told = (): WatchedUpdate[] =>
    watch.sessions.flatMap(({ updates }) => updates).filter(({ patch }) => patch.store === wish)
  checkout.setStore(wish)
  if (!watch.sessions.at(-1)?.session.update) return
  await until('the session has answered the wish to keep the method', () => told().length > 0)
  for (const { answer } of told()) expect(['updated', 'recreate'], 'the answer of update').toContain(answer)
}

/** What may change while a method is open. */
export const changeChecks: readonly ProviderCheck[] = [
  {
    name: 'a new amount is followed: what shows the amount shows the new one, and the order is paid',
    leftOut: unlessPaying,
    async run({ open, method }) {
      const stage = open()
      const wanted = await changeAmount(stage)
      if (method.readAmount) {
        const shown = (): number | undefined => method.readAmount?.(stage.slot)
        await until(`the amount shown is ${wanted}, not ${shown()}`, () => shown() === wanted, {
          limit: 2_000,
        })
      }
      await stage.fill()
      await stage.order()
      expect(stage.world.attempts, 'orders sent').toHaveLength(1)
      expect(stage.world.payment().amounts.captured.value, 'what was paid').toBe(3456)
    },
  },
  {
    name: 'a new amount is collected, and not the one that it was made with',
    leftOut: (facts) => unlessPaying(facts) ?? (facts.method.amountOf ? undefined : 'it collects no amount'),
    async run({ open, method }) {
      const stage = open()
      const wanted = await changeAmount(stage)
      await stage.fill()
      await stage.order()
      const collected = stage.world.attempts.map(({ data }) => method.amountOf?.(data as Collected))
      expect(collected, 'the amounts that were collected').toEqual([wanted])
    },
  },
  {
    name: 'another locale is followed: in place, or by the new session that it asks for',
    async run({ open, method }) {
      const first = open()
      const { session } = await first.open()
      const told = session.update?.({ locale: 'nl' }) ?? Promise.resolve('recreate')
      const answer = await settled('update has settled', told)
      expect(['updated', 'recreate'], 'the answer of update').toContain(answer)
      const stage = answer === 'updated' ? first : open({ locale: 'nl' })
      if (answer === 'recreate') await stage.open()
      await stage.fill()
      if (!method.readLocale) return
      const shown = (): string | undefined => method.readLocale?.(stage.slot)
      await until(`the locale is "nl", not "${shown()}"`, () => shown() === 'nl', { limit: 2_000 })
    },
  },
  {
    name: 'the wish to keep the method is followed on and off, and goes along with the order',
    leftOut: ({ match }) => (match.capabilities?.store ? undefined : 'it cannot be kept while paying'),
    async run({ open }) {
      for (const wishes of [[true], [true, false]]) {
        const stage = open()
        await stage.open()
        await stage.fill()
        for (const wish of wishes) await changeStore(stage, wish)
        await stage.ready()
        await stage.drawn()
        await stage.fill()
        await stage.order()
        const kept = stage.world.attempts.map(({ store = false }) => store)
        expect(kept, 'the wish in the order').toEqual([wishes.at(-1)])
        await stage.close()
      }
    },
  },
]
