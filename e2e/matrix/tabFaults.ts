import { expect } from '@playwright/test'
import { cards } from '../support/shopper.ts'
import type { Fault } from './Fault.ts'
import { openCheckout } from './openCheckout.ts'
import { finish, isPaid, payAnew, payment, validate } from './paying.ts'
import type { Tab } from './Tab.ts'

/** More tabs than one, of one cart. */
export const tabFaults: readonly Fault[] = [
  {
    title: 'two tabs that order at the same moment pay once, and both show it (B2)',
    often: ['card'],
    async play(scene, shape) {
      const { browserToShop, shopToOrchestrator } = scene.world.links
      const other = await openCheckout(scene)
      const tabs = [scene, other]
      for (const tab of tabs) await inFront(tab, shape.fill)
      // The first is held between shop and orchestrator until the second has come to the shop.
      const second = Promise.withResolvers<void>()
      shopToOrchestrator.make({ kind: 'hold-request', until: second.promise }, payment, 1)
      // Both windows are open before the first is paid in.
      if (shape.send) for (const tab of tabs) await inFront(tab, shape.press)
      const order = shape.send ?? shape.press
      await inFront(scene, order)
      await shopToOrchestrator.waitFor(payment)
      await inFront(other, order)
      await browserToShop.waitFor(validate, { count: 2 })
      second.resolve()
      await scene.page.bringToFront()
      await finish(shape, scene)
      await other.page.bringToFront()
      // Once a part is held the other tab is free for the rest; its next press finds the rest paid.
      if (shape.from > 1) {
        await other.shopper.fillCard(cards.approve)
        await other.shopper.placeOrder()
      }
      await isPaid(shape, scene, other)
    },
  },
  {
    title:
      'a tab that is stale when the order is paid in another one takes no money, and shows what is paid (B2)',
    often: ['redirect POST'],
    async play(scene, shape) {
      const other = await openCheckout(scene)
      await shape.fill(other)
      await scene.page.bringToFront()
      await payAnew(shape, scene)
      const before = (await scene.books.payments()).length
      await inFront(other, shape.press)
      await isPaid(shape, scene, other)
      expect(await scene.books.payments()).toHaveLength(before)
    },
  },
]

/** A shopper does what is done in the tab that is in front. */
async function inFront(tab: Tab, act: (tab: Tab) => Promise<void>): Promise<void> {
  await tab.page.bringToFront()
  await act(tab)
}
