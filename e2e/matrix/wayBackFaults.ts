import { expect } from '@playwright/test'
import { openWalletSheet } from '../support/walletSheet.ts'
import { endOther } from './endOther.ts'
import type { Fault } from './Fault.ts'
import { cartIsThere, isPaid, order } from './paying.ts'
import type { Shape, ShapeName } from './Shape.ts'
import { noStep, shapes } from './shapes.ts'
import type { Scene, Tab } from './Tab.ts'

/** Ways back out of a step, to another way to pay. */
export const wayBackFaults: readonly Fault[] = [
  {
    title: 'Back out of the step and another way to pay: paid once, the other way (B4)',
    often: ['redirect POST', 'paybutton'],
    not: { card: noStep },
    async play(scene, shape) {
      const other = shape.name === 'challenge' ? shapes['redirect GET'] : shapes.card
      await shape.fill(scene)
      const { tab = scene, isOpen = false } = (await leaves[shape.name](scene, shape)) ?? {}
      await order(other, tab)
      if (isOpen) await endOther(tab)
      await other.finish(tab)
      await isPaid({ total: shape.total, from: 1 }, scene, tab)
    },
  },
]

/** Opens the step and goes back out of it. @returns the tab where the shopper goes on, and whether the first try is still open there. */
type Leave = (scene: Scene, shape: Shape) => Promise<{ tab?: Tab; isOpen?: boolean } | undefined>

const leaves: Readonly<Record<ShapeName, Leave>> = {
  card: async () => undefined,
  'redirect GET': backFromBank,
  'redirect POST': backFromBank,
  async challenge(scene, shape) {
    await shape.step?.open(scene)
    await scene.page.getByRole('button', { name: 'Cancel payment' }).click()
    await expect(scene.shopper.refusal()).toContainText('You canceled the payment')
    return undefined
  },
  async qr(scene, shape) {
    await shape.step?.open(scene)
    const placed = await scene.shopper.orderPlaced()
    // The order has left its cart; it is paid on a page of its own, and this tab shows its code.
    const tab = await scene.openTab()
    await tab.page.goto(`${placed}/pay`)
    return { tab, isOpen: true }
  },
  async paybutton({ page, shopper }) {
    const sheet = await openWalletSheet(page, shopper.walletButton())
    await sheet.cancel()
    return undefined
  },
  async gift(scene, shape) {
    const remove = scene.page.getByRole('button', { name: 'Remove Gift card' })
    await shape.step?.open(scene)
    await remove.click()
    await expect(remove).toBeHidden()
    return undefined
  },
}

/** The page comes out of the back/forward cache as it was left, and the redirect that it waits for is ended. */
async function backFromBank(scene: Scene, shape: Shape): Promise<undefined> {
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
  return undefined
}
