import { expect } from '@playwright/test'
import { endOther } from './endOther.ts'
import type { Fault } from './Fault.ts'
import { openCheckout } from './openCheckout.ts'
import { cartIsThere, finish, goOn, isPaid, order, payAnew, payment, validate } from './paying.ts'
import type { Shape } from './Shape.ts'
import { noStep } from './shapes.ts'
import type { Scene } from './Tab.ts'

const notPaidYet = 'the shopper pays it only after the answer has come'
const readAttempt = /^GET \/api\/payments\/payments\/[^/]+\/attempts\//
const statusMessage = /^POST \/api\/payments\/bus$/

/** Pages that are lost: reloaded, closed, or opened elsewhere. */
export const lossFaults: readonly Fault[] = [
  {
    title: 'a reload while the order is on its way is one payment, and the page finds it again (B3)',
    often: ['card'],
    async play(scene, shape) {
      const { browserToShop, companyToOrchestrator } = scene.world.links
      const back = Promise.withResolvers<void>()
      companyToOrchestrator.make({ kind: 'hold-request', until: back.promise }, /./)
      await loseWhileOrdering(scene, shape, async () => {
        await scene.page.reload()
        await browserToShop.waitFor(readAttempt)
        back.resolve()
      })
      await goOn(shape, scene)
    },
  },
  {
    title: 'a reload just after the order was paid leads to the order all the same (B3)',
    often: ['paybutton'],
    not: {
      'redirect GET': notPaidYet,
      'redirect POST': notPaidYet,
      challenge: notPaidYet,
      qr: notPaidYet,
      gift: 'a part that is held leaves the rest to pay, and the cart where it is',
    },
    async play(scene, shape) {
      const { browserToShop, orchestratorToShop } = scene.world.links
      const never = Promise.withResolvers<void>()
      browserToShop.make({ kind: 'hold-answer', until: never.promise }, validate, 1)
      await order(shape, scene)
      // The shop has been told that it is paid, and has emptied the cart.
      await orchestratorToShop.waitFor(statusMessage, { answered: true })
      await scene.page.reload()
      never.resolve()
      await scene.page.getByRole('link', { name: 'See its status' }).click()
      await isPaid(shape, scene, scene)
    },
  },
  {
    title: 'a reload while the step is open pays once (B3, B5)',
    often: ['paybutton'],
    not: { card: noStep },
    async play(scene, shape) {
      await shape.fill(scene)
      await shape.step?.open(scene)
      await scene.page.reload()
      if (isAnewAfterStep(shape)) {
        await cartIsThere(scene)
        await payAnew(shape, scene)
      } else {
        await shape.step?.take(scene)
        await isPaid(shape, scene, scene)
      }
    },
  },
  {
    title:
      'a tab that is closed while the order is on its way is one payment, and the next tab leads to it (A14, B5)',
    often: ['qr'],
    async play(scene, shape) {
      await loseWhileOrdering(scene, shape, () => scene.page.close())
      await goOnElsewhere(shape, scene, scene.context)
    },
  },
  {
    title:
      'another browser, opened while the payment is open, shows what is true and pays nothing twice (B5)',
    often: ['redirect GET'],
    async play(scene, shape) {
      if (shape.name === 'redirect GET') return await returnElsewhere(scene, shape)
      await loseWhileOrdering(scene, shape, () => scene.page.goto('about:blank'))
      await goOnElsewhere(shape, scene, await scene.newVisitor(await scene.context.cookies()))
    },
  },
]

/** The screen of a question and of a wallet's window go with their page; a bank's page, a code and a held part stay. */
function isAnewAfterStep({ name }: Shape): boolean {
  return name === 'challenge' || name === 'paybutton'
}

/** Loses the page when the orchestrator has answered and the shop does not know it yet. */
async function loseWhileOrdering(scene: Scene, shape: Shape, lose: () => Promise<unknown>): Promise<void> {
  const { shopToOrchestrator } = scene.world.links
  const answer = Promise.withResolvers<void>()
  shopToOrchestrator.make({ kind: 'hold-answer', until: answer.promise }, payment, 1)
  await order(shape, scene)
  await shopToOrchestrator.waitFor(payment, { answered: true })
  await lose()
  answer.resolve()
}

/** Where nothing of the first tab is remembered but the session. */
async function goOnElsewhere(shape: Shape, scene: Scene, context: Scene['context']): Promise<void> {
  if (shape.afterLoss === 'order') {
    const tab = await scene.openTab(context)
    // Leads to the newest order.
    await tab.page.goto('/checkout/pending')
    return await finish(shape, scene, tab)
  }
  const tab = await openCheckout(scene, context)
  if (shape.afterLoss === 'checkout') return await finish(shape, scene, tab)
  await order(shape, tab)
  await endOther(tab)
  await finish(shape, scene, tab)
}

/** The bank's page is opened in a browser that has never seen the shop, as an app on a phone does, and answered there. */
async function returnElsewhere(scene: Scene, shape: Shape): Promise<void> {
  await shape.fill(scene)
  await shape.step?.open(scene)
  const phone = await scene.openTab(await scene.newVisitor())
  await phone.page.goto(scene.page.url())
  await shape.step?.take(phone)
  await phone.shopper.statusIs('Paid')
  // It follows the payment, and learns nothing of the order.
  await expect(phone.page.getByText('Linen throw')).toBeHidden()
  await scene.page.goto('/checkout/pending')
  await isPaid(shape, scene, scene)
}
