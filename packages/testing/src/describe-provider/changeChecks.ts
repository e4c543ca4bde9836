import { expect } from 'vitest'
import type { ProviderCheck } from './ProviderCheck.ts'
import { settled, until } from './until.ts'

/** What may change while a method is open. */
export const changeChecks: readonly ProviderCheck[] = [
  {
    name: 'a new amount is followed: the old one is neither shown nor collected',
    leftOut: ({ method }) => (method.purpose === 'setup' ? 'a set-up takes no money' : undefined),
    async run({ open, method }) {
      const stage = open()
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
      if (method.readAmount) {
        const shown = (): number | undefined => method.readAmount?.(stage.slot)
        await until(`the amount shown is ${wanted}, not ${shown()}`, () => shown() === wanted, {
          limit: 2_000,
        })
      }
      await stage.fill()
      await stage.order()
      expect(world.attempts, 'orders sent').toHaveLength(1)
      expect(world.payment().amounts.captured.value, 'what was paid').toBe(3456)
    },
  },
  {
    name: 'another locale is taken in place, or asks for a new session',
    async run({ open, method }) {
      const stage = open()
      const { session } = await stage.open()
      if (!session.update) return
      const answer = await settled('update has settled', session.update({ locale: 'nl' }))
      expect(['updated', 'recreate'], 'the answer of update').toContain(answer)
      if (answer === 'updated' && method.readLocale) {
        const shown = (): string | undefined => method.readLocale?.(stage.slot)
        await until(`the company was told "nl", not "${shown()}"`, () => shown() === 'nl', { limit: 2_000 })
      }
    },
  },
  {
    name: 'the wish to keep the method goes along with the order',
    leftOut: ({ match }) => (match.capabilities?.store ? undefined : 'it cannot be kept while paying'),
    async run({ open }) {
      const stage = open()
      await stage.open()
      await stage.fill()
      stage.checkout.setStore(true)
      await stage.order()
      expect(stage.world.attempts[0]?.store, 'the wish in the order').toBe(true)
    },
  },
]
