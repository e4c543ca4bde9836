import { expect } from 'vitest'
import type { CheckFacts, ProviderCheck } from './ProviderCheck.ts'
import { nextTask, until } from './until.ts'
import type { PageCount } from './watchPage.ts'

/** A method that nothing is drawn for has nothing to leave behind. */
export const unlessDrawn = ({ match, method }: CheckFacts): string | undefined =>
  match.presentation === 'none' || (match.presentation === 'form' && !method.fill)
    ? 'nothing is drawn'
    : undefined

/** How much stands in a slot. */
const sizeOf = (slot: HTMLElement): number => slot.querySelectorAll('*').length

/** Mounting and unmounting, as pages do it. */
export const drawingChecks: readonly ProviderCheck[] = [
  {
    name: 'mounted again after it was taken out, it is drawn again and can be filled in',
    leftOut: unlessDrawn,
    async run({ open, method }) {
      const stage = open()
      const session = await stage.choose()
      const isSeen = method.fill !== undefined || method.press !== undefined
      stage.mount()()
      for (const times of [1, 2]) {
        const unmount = stage.mount()
        await until('it is mounted', () => session.mounted() >= times && !session.isMounting())
        if (isSeen) expect(sizeOf(stage.slot), 'elements in the slot').toBeGreaterThan(0)
        if (times === 2) await stage.fill()
        unmount()
      }
    },
  },
  {
    name: 'mounted, unmounted and mounted at once, as StrictMode does, it is drawn once',
    leftOut: unlessDrawn,
    async run({ open }) {
      const plain = open()
      await plain.open()
      const once = sizeOf(plain.slot)
      await plain.close()
      for (const pause of [async () => {}, nextTask]) {
        const stage = open()
        await stage.choose()
        const unmount = stage.mount()
        await pause()
        unmount()
        stage.mount()
        await stage.drawn()
        await stage.quiet()
        expect(sizeOf(stage.slot), 'elements in the slot').toBe(once)
        await stage.close()
      }
    },
  },
  {
    name: 'chosen, left and chosen again quickly, one session is left, and it works',
    async run({ open }) {
      const stage = open()
      await stage.checkout.loadMethodList()
      stage.mount()
      stage.select()
      await until('it is being made', () => stage.watch.creating() > 0 || stage.watch.created.length > 0)
      stage.selectElsewhere()
      stage.select()
      stage.checkout.select(null)
      stage.select()
      await stage.ready()
      await stage.drawn()
      await stage.quiet()
      const live = stage.watch.sessions.filter((session) => !session.isEnded())
      expect(live, 'sessions that have not ended').toHaveLength(1)
      await stage.fill()
    },
  },
  {
    name: 'two checkouts on one page do not meet',
    async run({ open, method }) {
      const stages = [open(), open({ total: 4200, paymentId: 'payment-2' })]
      for (const stage of stages) await stage.open()
      for (const stage of stages) await stage.fill()
      for (const { watch, world, slot } of stages) {
        const total = world.payment().amounts.total.value
        expect(watch.sessions.at(-1)?.amount(), 'the amount of the session').toBe(total)
        if (method.readAmount) expect(method.readAmount(slot), 'the amount shown').toBe(total)
      }
      for (const stage of stages) {
        await stage.order()
        expect(stage.world.attempts, 'orders sent').toHaveLength(1)
      }
      const [one, other] = stages.map(({ world }) => JSON.stringify(world.attempts[0]?.data))
      if (one !== '{}') expect(one, 'what was collected').not.toBe(other)
    },
  },
  {
    name: 'unmounted, it leaves its slot as it was lent',
    async run({ open }) {
      const stage = open()
      await stage.choose()
      const unmount = stage.mount()
      await stage.drawn()
      unmount()
      expect(stage.slot.childNodes, 'what is left in the slot').toHaveLength(0)
      expect(stage.slot.attributes, 'attributes left on the slot').toHaveLength(0)
      await stage.quiet()
      expect(stage.slot.childNodes, 'what came into the slot later').toHaveLength(0)
    },
  },
  {
    name: 'fifty mounts later the page has as many frames, listeners, scripts, elements and intervals as before',
    async run({ open, page }) {
      const stage = open()
      const cycle = async (isNew: boolean): Promise<void> => {
        if (isNew) {
          stage.checkout.select(null)
          await stage.quiet()
          stage.select()
          await stage.ready()
        }
        const session = await stage.ready()
        const mounted = session.mounted()
        const unmount = stage.mount()
        await until('it is mounted', () => session.mounted() > mounted && !session.isMounting())
        unmount()
      }
      await stage.choose()
      // What a company keeps for good, once for the page, is there after the first times.
      await cycle(false)
      await cycle(true)
      // What takes its time to leave has left once its session has ended.
      const countAtRest = async (): Promise<PageCount> => {
        stage.checkout.select(null)
        await stage.quiet()
        await Promise.all(stage.watch.sessions.map(({ ended }) => ended))
        return page.count()
      }
      const before = await countAtRest()
      for (let times = 1; times <= 50; times++) await cycle(times % 10 === 1)
      expect(await countAtRest()).toEqual(before)
      await stage.close()
    },
  },
]
