import { expect } from 'vitest'
import { expectNothingMore } from './leavingChecks.ts'
import type { CheckFacts, ProviderCheck } from './ProviderCheck.ts'
import { nextTask, settled, until } from './until.ts'

const unlessOwn = ({ match }: CheckFacts): string | undefined =>
  match.presentation === 'button' ? undefined : 'the page’s own button pays'

/** What holds for providers that draw their own button. */
export const buttonChecks: readonly ProviderCheck[] = [
  {
    name: 'its button begins inside the click, for browsers open a window only then',
    leftOut: unlessOwn,
    async run({ open, method }) {
      const stage = open()
      await stage.open()
      const pressed = method.press?.(stage.slot)
      // Before anything is awaited: the click is still going on.
      const begins = stage.watch.begins()
      await pressed
      expect(begins, 'calls of flow.begin within the click').toBe(1)
    },
  },
  {
    name: 'when the page says no, its button opens nothing, and works once the page says yes',
    leftOut: unlessOwn,
    async run({ open, method, page }) {
      const stage = open()
      const { checkout, world } = stage
      await stage.open()
      const allow = checkout.addCheck(() => false)
      const before = page.count()
      await method.press?.(stage.slot)
      for (let task = 0; task < 10; task++) await nextTask()
      expect(page.count(), 'what is on the page after a press that was refused').toEqual(before)
      expect(page.noise(), 'what the page complains of').toEqual([])
      allow()
      await stage.order()
      expect(world.attempts, 'orders sent').toHaveLength(1)
    },
  },
  {
    name: 'pressed twice, it is one order',
    leftOut: unlessOwn,
    async run({ open }) {
      const stage = open()
      await stage.open()
      const again = stage.startOrder()
      await stage.order()
      await settled('the second press has an outcome', again)
      expect(stage.world.attempts, 'orders sent').toHaveLength(1)
      expect(stage.checkout.attempt.getState().phase, 'the phase of the attempt').toBe('succeeded')
    },
  },
  {
    name: 'as an express button it stands beside the panel, and pays',
    leftOut: ({ match }) => (match.capabilities?.express ? undefined : 'it is no express button'),
    async run({ open, method, subject }) {
      const stage = open()
      const { checkout, watch, world, slot } = stage
      await stage.open()
      const beside = document.createElement('div')
      slot.after(beside)
      const unmount = checkout.express.mount({ provider: subject.provider.id, method: method.method }, beside)
      await until('it has a session of its own', () => watch.sessions.length === 2)
      await stage.drawn()
      expect(slot.children.length, 'elements in the panel').toBeGreaterThan(0)
      expect(beside.children.length, 'elements of the express button').toBeGreaterThan(0)
      await method.press?.(beside)
      await method.approve?.()
      await until('the order is paid', () => checkout.attempt.getState().phase === 'succeeded')
      expect(world.attempts, 'orders sent').toHaveLength(1)
      unmount()
      expect(beside.childNodes, 'what is left of the express button').toHaveLength(0)
    },
  },
  {
    name: 'left while its screen is open, the screen closes and nothing of it stays',
    leftOut: (facts) => unlessOwn(facts) ?? (facts.method.approve ? undefined : 'it opens no screen'),
    async run(context) {
      await expectNothingMore(context, async () => {
        const stage = context.open()
        await stage.choose()
        const unmount = stage.mount()
        await stage.drawn()
        await context.method.press?.(stage.slot)
        unmount()
        await stage.close()
        for (let task = 0; task < 20; task++) await nextTask()
        expect(stage.world.attempts, 'orders sent').toHaveLength(0)
      })
    },
  },
]
