import { expect } from '@playwright/test'
import { openWalletSheet } from '../support/walletSheet.ts'
import { endOther } from './endOther.ts'
import type { Fault } from './Fault.ts'
import { cartIsThere, isPaid, order } from './paying.ts'
import type { Shape, ShapeName } from './Shape.ts'
import { noStep, shapes } from './shapes.ts'
import type { Scene } from './Tab.ts'

/** Ways back out of a step, to another way to pay. */
export const wayBackFaults: readonly Fault[] = [
  {
    title: 'Back out of the step and another way to pay: paid once, the other way (B4)',
    often: ['redirect GET', 'redirect POST', 'paybutton'],
    not: { card: noStep },
    async play(scene, shape) {
      const other = shape.name === 'challenge' ? shapes['redirect GET'] : shapes.card
      await shape.fill(scene)
      const leave = leaves[shape.name]
      const isEnded = await leave(scene, shape)
      await order(other, scene)
      if (!isEnded) await endOther(scene)
      await other.finish(scene)
      await isPaid({ total: shape.total, from: 1 }, scene, scene)
    },
  },
]

/** Opens the step and goes back out of it. @returns whether the first try has ended by that. */
type Leave = (scene: Scene, shape: Shape) => Promise<boolean>

const leaves: Readonly<Record<ShapeName, Leave>> = {
  card: async () => true,
  'redirect GET': backFromBank,
  'redirect POST': backFromBank,
  async challenge(scene, shape) {
    await shape.step?.open(scene)
    await scene.page.getByRole('button', { name: 'Cancel payment' }).click()
    await expect(scene.shopper.refusal()).toContainText('You canceled the payment')
    return true
  },
  async qr(scene, shape) {
    await shape.step?.open(scene)
    const placed = await scene.shopper.orderPlaced()
    await scene.page.goto(`${placed}/pay`)
    return false
  },
  async paybutton({ page, shopper }) {
    const sheet = await openWalletSheet(page, shopper.walletButton())
    await sheet.cancel()
    return true
  },
  async gift(scene, shape) {
    const remove = scene.page.getByRole('button', { name: 'Remove Gift card' })
    await shape.step?.open(scene)
    await remove.click()
    await expect(remove).toBeHidden()
    return true
  },
}

/** The page comes out of the back/forward cache as it was left, and the redirect that it waits for is ended. */
async function backFromBank(scene: Scene, shape: Shape): Promise<boolean> {
  const { page, shopper } = scene
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => {
      document.documentElement.dataset.persisted = String(persisted)
    })
  })
  await shape.step?.open(scene)
  // Nothing is loaded, so no "load" comes.
  await page.goBack({ waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-persisted', 'true')
  await cartIsThere(scene)
  await expect(shopper.refusal()).toContainText('You canceled the payment')
  return true
}
