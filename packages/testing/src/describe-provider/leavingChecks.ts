import { expect } from 'vitest'
import { unlessDrawn } from './drawingChecks.ts'
import { unlessItPerforms } from './orderChecks.ts'
import type { CheckContext, ProviderCheck } from './ProviderCheck.ts'
import { nextTask, settled, until } from './until.ts'
import type { PageCount } from './watchPage.ts'

/** Brings the company's script onto the page, so that what is counted later is the session's own. */
async function countAfterFirstUse({ open, page }: CheckContext): Promise<PageCount> {
  const stage = open()
  const session = await stage.open()
  stage.checkout.select(null)
  await stage.quiet()
  await session.ended
  await stage.close()
  return page.count()
}

/** Leaving while something is under way, and ending. */
export const leavingChecks: readonly ProviderCheck[] = [
  {
    name: 'left while it is created, nothing of it stays',
    async run(context) {
      const before = await countAfterFirstUse(context)
      const stage = context.open()
      await stage.checkout.loadMethodList()
      stage.mount()
      stage.watch.on('create', () => stage.checkout.select(null))
      stage.select()
      await until('create has settled', () => stage.watch.created.length > 0)
      await stage.quiet()
      expect(stage.slot.childNodes, 'what is left in the slot').toHaveLength(0)
      await stage.close()
      expect(context.page.count()).toEqual(before)
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
      expect(stage.slot.childNodes, 'what is left in the slot').toHaveLength(0)
    },
  },
  {
    name: 'left while it collects, nothing of it stays and the order has an outcome',
    leftOut: ({ match }) => (match.presentation === 'button' ? 'it collects in its own sheet' : undefined),
    async run(context) {
      const before = await countAfterFirstUse(context)
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
      await settled('the session has ended', watch.sessions.at(-1)?.ended ?? Promise.resolve())
      for (let task = 0; task < 20; task++) await nextTask()
      expect(stage.slot.childNodes, 'what is left in the slot').toHaveLength(0)
      await stage.close()
      expect(context.page.count()).toEqual(before)
    },
  },
  {
    name: 'left while it performs, it lets go and nothing of it stays',
    leftOut: unlessItPerforms,
    async run(context) {
      const before = await countAfterFirstUse(context)
      for (const { action } of context.method.actions ?? []) {
        const stage = context.open()
        const { checkout, watch, world } = stage
        await stage.open()
        await stage.fill()
        world.answerNext({ outcome: { outcome: 'action', action } })
        watch.on('perform', () => void checkout.close())
        void stage.order()
        await until('perform has settled', () => watch.performed.length > 0)
        await stage.close()
        expect(context.page.count()).toEqual(before)
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
      expect(stage.slot.childNodes, 'what is left in the slot').toHaveLength(0)
    },
  },
]
