import { expect } from '@playwright/test'
import type { Fault } from './Fault.ts'
import { openCheckout } from './openCheckout.ts'
import { finish, isPaid, payAnew, payment, validate } from './paying.ts'

/** More tabs than one, of one cart. */
export const tabFaults: readonly Fault[] = [
  {
    title: 'two tabs that order at the same moment pay once, and both show it (B2)',
    often: ['card'],
    async play(scene, shape) {
      const { browserToShop, shopToOrchestrator } = scene.world.links
      const other = await openCheckout(scene)
      await shape.fill(scene)
      await shape.fill(other)
      // The first is held between shop and orchestrator until the second has come to the shop.
      const second = Promise.withResolvers<void>()
      shopToOrchestrator.make({ kind: 'hold-request', until: second.promise }, payment, 1)
      await shape.press(scene)
      await shopToOrchestrator.waitFor(payment)
      await shape.press(other)
      await browserToShop.waitFor(validate, { count: 2 })
      second.resolve()
      await finish(shape, scene)
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
      await payAnew(shape, scene)
      const before = (await scene.books.payments()).length
      await shape.press(other)
      await isPaid(shape, scene, other)
      expect(await scene.books.payments()).toHaveLength(before)
    },
  },
]
