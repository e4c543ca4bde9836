import { expect } from 'vitest'
import { unlessDrawn } from './drawingChecks.ts'
import { unlessItPerforms } from './orderChecks.ts'
import type { CheckContext, ProviderCheck } from './ProviderCheck.ts'
import { nextTask, settled, until } from './until.ts'
import type { PageCount } from './watchPage.ts'

/** One use from the choice to its end, as it usually goes. */
async function openAndClose({ open, page }: CheckContext): Promise<PageCount> {
  const stage = open()
  await stage.open()
  await stage.close()
  return page.count()
}

/**
 * Holds what leaving leaves on the page against what a usual use does: what stays after each use is named by the check of the fifty
 * mounts, not here.
 */
export async function expectNothingMore(context: CheckContext, leave: () => Promise<void>): Promise<void> {
  // The company's script, and what it keeps for good, come with the first use.
  await openAndClose(context)
  const before = context.page.count()
  const usual = await openAndClose(context)
  await leave()
  const after = context.page.count()
  const grown = Object.entries(after).filter(([what, count]) => {
    const key = what as keyof PageCount
    return count - usual[key] > usual[key] - before[key]
  })
  expect(
    Object.fromEntries(grown),
    `what is on the page and was not before ${JSON.stringify(usual)}`,
  ).toEqual({})
}

/** Leaving while something is under way, and ending. */
export const leavingChecks: readonly ProviderCheck[] = [
  {
    name: 'left while it is created, nothing of it stays',
    async run(context) {
      await expectNothingMore(context, async () => {
        const stage = context.open()
        await stage.checkout.loadMethodList()
        stage.mount()
        stage.watch.on('create', () => stage.checkout.select(null))
        stage.select()
        await until('create has settled', () => stage.watch.created.length > 0)
        await stage.quiet()
        expect(stage.slot.children, 'what is left in the slot').toHaveLength(0)
        await stage.close()
      })
    },
  },
  {
    name: 'unmounted while it is drawn, nothing comes into the slot any more',
    leftOut: unlessDrawn,
    async run({ open }) {
      const stage = open()
      const session = await stage.choose()
      const unmount = stage.mount()
      stage.watch.on('mount', unmount)
      await until('mount has settled', () => session.mounted() > 0)
      await stage.quiet()
      expect(stage.slot.children, 'what is left in the slot').toHaveLength(0)
    },
  },
  {
    name: 'left while it collects, nothing of it stays and the order has an outcome',
    leftOut: ({ match }) => (match.presentation === 'button' ? 'it collects in its own sheet' : undefined),
    async run(context) {
      await expectNothingMore(context, async () => {
        const stage = context.open()
        const { checkout, watch } = stage
        await stage.choose()
        const unmount = stage.mount()
        await stage.drawn()
        await stage.fill()
        watch.on('collect', () => {
          unmount()
          void checkout.close()
        })
        await settled('the order that was left has an outcome', checkout.placeOrder())
        await until('collect has settled', () => watch.collected.length > 0)
        await stage.close()
        for (let task = 0; task < 20; task++) await nextTask()
        expect(stage.slot.children, 'what came into the slot later').toHaveLength(0)
      })
    },
  },
  {
    name: 'left while the screen that it collects on is open, the screen closes and nothing of it stays',
    leftOut: ({ match, method }) =>
      match.capabilities?.collectsOnScreen && method.approve
        ? undefined
        : 'it collects without a screen of its own',
    async run(context) {
      await expectNothingMore(context, async () => {
        const stage = context.open()
        const { checkout, watch } = stage
        await stage.choose()
        const unmount = stage.mount()
        await stage.drawn()
        await stage.fill()
        const { elements } = context.page.count()
        const placed = checkout.placeOrder()
        await until('its screen is open', () => context.page.count().elements > elements)
        unmount()
        void checkout.close()
        await settled('the order that was left has an outcome', placed)
        await until('collect has settled', () => watch.collected.length > 0)
        await stage.close()
        for (let task = 0; task < 20; task++) await nextTask()
        expect(stage.world.attempts, 'orders sent').toHaveLength(0)
      })
    },
  },
  {
    name: 'left while it performs, it lets go and nothing of it stays',
    leftOut: unlessItPerforms,
    async run(context) {
      for (const { action } of context.method.actions ?? []) {
        await expectNothingMore(context, async () => {
          const stage = context.open()
          const { checkout, watch, world } = stage
          await stage.open()
          await stage.fill()
          world.answerNext({ outcome: { outcome: 'action', action } })
          watch.on('perform', () => void checkout.close())
          void stage.order()
          await until('perform has settled', () => watch.performed.length > 0)
          await stage.close()
        })
      }
    },
  },
  {
    name: 'ended twice, or before it is drawn, it ends in time and without a word',
    async run({ open }) {
      const stage = open()
      const session = await stage.open()
      stage.checkout.select(null)
      await until('the session is ended', () => session.isEnded())
      await settled('destroy settles', session.ended, 3_000)
      await settled('destroy settles the second time', session.session.destroy(), 3_000)
      stage.select()
      const early = await stage.ready()
      stage.watch.on('mount', () => void early.session.destroy())
      stage.mount()
      await stage.drawn()
      stage.checkout.select(null)
      await stage.quiet()
      expect(stage.slot.children, 'what is left in the slot').toHaveLength(0)
    },
  },
]
