import { expect } from '@playwright/test'
import type { Fault } from './Fault.ts'
import { cartIsThere, charge, finish, order, payAnew, validate } from './paying.ts'
import type { Scene } from './Tab.ts'

/** Trouble between the processes. */
export const networkFaults: readonly Fault[] = [
  {
    title:
      'offline before the press: nothing is sent or kept for later, and online again it is paid once (B7)',
    often: ['gift'],
    async play(scene, shape) {
      const { context, page, world } = scene
      await shape.fill(scene)
      await expect(shape.button(scene)).not.toHaveAttribute('aria-disabled', 'true')
      await context.setOffline(true)
      // It says no already, where it is the page's own: pressed it is all the same.
      await shape.button(scene).click({ force: true })
      await expect(page.getByText('You are offline').filter({ visible: true }).first()).toBeVisible()
      await context.setOffline(false)
      await cartIsThere(scene)
      expect(world.links.browserToShop.seen(validate)).toEqual([])
      await expect(page).toHaveURL(/\/checkout$/)
      await shape.press(scene)
      await shape.send?.(scene)
      await finish(shape, scene)
    },
  },
  {
    title: 'offline after the press is "checking", and online again it is found and paid once (B7)',
    often: ['card'],
    async play(scene, shape) {
      const { context, page, world } = scene
      const { browserToShop } = world.links
      const answer = Promise.withResolvers<void>()
      browserToShop.make({ kind: 'halve-answer', until: answer.promise }, validate, 1)
      await order(shape, scene)
      await browserToShop.waitFor(validate, { answered: true })
      await context.setOffline(true)
      answer.resolve()
      await expect(page.getByText('You do not need to pay again')).toBeVisible()
      await context.setOffline(false)
      await finish(shape, scene)
    },
  },
  {
    title: 'an answer that is cut on its way back is found again, and paid once (A2)',
    often: ['redirect GET'],
    async play(scene, shape) {
      scene.world.links.browserToShop.make({ kind: 'halve-answer' }, validate, 1)
      await order(shape, scene)
      await finish(shape, scene)
    },
  },
  {
    title: 'a company that takes 25 s to answer is never "failed", and is paid once (A3)',
    often: [],
    async play(scene, shape) {
      const { page, world } = scene
      const until = new Promise((resolve) => setTimeout(resolve, 25_000))
      world.links.orchestratorToCompany.make({ kind: 'hold-request', until }, charge, 1)
      await order(shape, scene)
      await expect(page.getByText('You do not need to pay again')).toBeVisible({ timeout: 15_000 })
      await expect(scene.shopper.refusal()).toBeHidden()
      await until
      if (shape.afterLoss !== 'anew') return await finish(shape, scene)
      await endOnOrderPage(scene)
      await payAnew(shape, scene)
    },
  },
]

/** The page went on to the order before the company asked for a step, which opens by nobody's press: it is ended, and paid anew. */
async function endOnOrderPage({ page, shopper, books }: Scene): Promise<void> {
  await shopper.orderPlaced()
  await page.getByRole('button', { name: 'Choose another way to pay' }).click()
  await shopper.statusIs('Canceled')
  await books.keepNothing()
  await page.getByRole('link', { name: 'Choose another way to pay' }).click()
  await expect(page.getByRole('radio').first()).toBeVisible()
}
