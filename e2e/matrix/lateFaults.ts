import { expect } from '@playwright/test'
import { cards } from '../support/shopper.ts'
import { openWalletSheet } from '../support/walletSheet.ts'
import type { Fault } from './Fault.ts'
import { charge, finish, isPaid, isPaidInTheEnd, order, payAnew } from './paying.ts'
import type { Shape, ShapeName } from './Shape.ts'
import { shapes } from './shapes.ts'
import type { Scene } from './Tab.ts'

/** What comes too late, or never. */
export const lateFaults: readonly Fault[] = [
  {
    title: 'the first try brings its money after another one has paid: what is too much goes back (A3)',
    often: ['card'],
    async play(scene, shape) {
      await endings[shape.name](scene, shape)
      const [first] = await scene.books.payments()
      if (!first) throw new Error('lateFaults: the company knows no first try.')
      if (shape.name === 'gift') {
        // What is held already is the part that is too much, once the whole has come.
        await order(shape, scene)
        await scene.shopper.partIs('Gift card', '€10.00')
        await scene.world.succeedLate(first.id)
        await scene.books.keep(shape.total)
        // Nobody is asked for the rest any more, whoever presses.
        await order(shapes.card, scene)
        return await isPaid({ total: shape.total, from: 1 }, scene, scene)
      }
      await payAnew({ ...shapes.card, total: shape.total }, scene)
      await scene.world.succeedLate(first.id)
      await isPaidInTheEnd({ total: shape.total, from: 1 }, scene, scene)
      const [late] = await scene.books.payments()
      expect(late?.capturedAmount.value).toBe(shape.total)
      expect(late?.refundedAmount.value).toBe(shape.total)
    },
  },
  {
    title:
      'what never comes to an end is not called failed, and what is true shows as soon as it is known (A3, C6)',
    often: ['redirect POST'],
    play: (scene, shape) => silences[shape.name](scene, shape),
  },
]

type Play = (scene: Scene, shape: Shape) => Promise<void>

/** How a first try of every shape ends without money. */
const endings: Readonly<Record<ShapeName, Play>> = {
  async card({ shopper }) {
    await shopper.fillCard(cards.decline)
    await shopper.placeOrder()
    await expect(shopper.refusal()).toContainText('declined')
  },
  'redirect GET': cancelAtBank,
  'redirect POST': cancelAtBank,
  async challenge(scene, shape) {
    await order(shape, scene)
    await scene.shopper.answerChallenge(1, 'Refuse')
    await expect(scene.shopper.refusal()).toContainText('could not be confirmed')
  },
  async qr(scene, shape) {
    await shape.fill(scene)
    await shape.step?.open(scene)
    await scene.companyPages.answerApp('Let it expire')
    await scene.shopper.statusIs('Expired')
    await scene.page.getByRole('link', { name: /another way to pay$/ }).click()
  },
  async paybutton(scene, shape) {
    await shape.fill(scene)
    const sheet = await openWalletSheet(scene.page, scene.shopper.walletButton())
    await sheet.chooseFunding('A card that declines')
    await sheet.pay()
    await expect(sheet.page.getByRole('alert')).toContainText('declined')
    await sheet.cancel()
  },
  gift: (scene) => cancelAtBank(scene, shapes['redirect GET']),
}

async function cancelAtBank(scene: Scene, shape: Shape): Promise<void> {
  await order(shape, scene)
  await scene.companyPages.answerBank('Cancel')
  await expect(scene.shopper.refusal()).toContainText('You canceled the payment')
}

/** How every shape falls silent, and what is true in the end. */
const silences: Readonly<Record<ShapeName, Play>> = {
  card: silentCompany,
  paybutton: silentCompany,
  gift: silentCompany,
  'redirect GET': silentBank,
  'redirect POST': silentBank,
  async challenge(scene, shape) {
    const { page, shopper, books } = scene
    await page.clock.install()
    await shape.fill(scene)
    await shape.step?.open(scene)
    // The most that one question may take.
    await page.clock.fastForward('10:01')
    await expect(shopper.refusal()).toContainText('took too long')
    await books.keepNothing()
    await payAnew(shape, scene)
  },
  async qr(scene, shape) {
    const { page, shopper, books } = scene
    await shape.fill(scene)
    await shape.step?.open(scene)
    await page.reload()
    await shopper.statusIs('Confirming')
    await books.keepNothing()
    await moneyComes(scene)
    await isPaid(shape, scene, scene)
  },
}

/** Neither an answer comes from the company nor a word of its own, until it speaks again. */
async function silentCompany(scene: Scene, shape: Shape): Promise<void> {
  const { page, shopper, world } = scene
  const { orchestratorToCompany, companyToOrchestrator } = world.links
  const silence = Promise.withResolvers<void>()
  orchestratorToCompany.make({ kind: 'hold-answer', until: silence.promise }, charge, 1)
  companyToOrchestrator.make({ kind: 'hold-request', until: silence.promise }, /./)
  await page.clock.install()
  await order(shape, scene)
  await orchestratorToCompany.waitFor(charge, { answered: true })
  // Longer than the browser waits for any answer.
  await page.clock.runFor(11_000)
  await expect(page.getByText('You do not need to pay again')).toBeVisible()
  await expect(shopper.refusal()).toBeHidden()
  silence.resolve()
  await page.clock.runFor(20_000)
  await finish(shape, scene)
}

/** The shopper goes back without an answer of the bank. */
async function silentBank(scene: Scene, shape: Shape): Promise<void> {
  const { shopper, books } = scene
  await order(shape, scene)
  await scene.companyPages.answerBank('Never answer')
  await shopper.orderPlaced()
  await shopper.statusIs('Confirming')
  await books.keepNothing()
  await moneyComes(scene)
  await isPaid(shape, scene, scene)
}

async function moneyComes({ books, world }: Scene): Promise<void> {
  const [payment] = await books.payments()
  await world.succeedLate(payment?.id ?? '')
}
