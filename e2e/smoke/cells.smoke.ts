import { createGiftCard } from '../support/createGiftCard.ts'
import { cards } from '../support/shopper.ts'
import { expect, test } from './smokeTest.ts'

const validate = /^POST \/api\/payments\/payments\/[^/]+\/attempts$/

/** Answers in the pretend banking app, as the phone beside the browser does. */
async function approveInApp(app: string): Promise<void> {
  const headers = { Origin: new URL(app).origin }
  const body = new URLSearchParams({ decision: 'approve' })
  expect((await fetch(app, { method: 'POST', headers, body })).ok).toBe(true)
}

test('the list of ways to pay is drawn', async ({ walker }) => {
  await walker.goToCheckout()
  await walker.reads(/Card[\s\S]*Online banking[\s\S]*Pay at pickup/)
})

test('a card pays', async ({ walker, books }) => {
  await walker.goToCheckout()
  await walker.fillCard(cards.approve)
  await walker.placeOrder()
  await walker.isPaid()
  await books.keep(9395)
})

test('a card that is refused gives way to one that pays', async ({ walker, books }) => {
  await walker.goToCheckout()
  await walker.fillCard(cards.decline)
  await walker.placeOrder()
  await walker.reads('Your payment was declined')
  await walker.fillCard(cards.approve)
  await walker.placeOrder()
  await walker.isPaid()
  await books.keep(9395)
})

test('a double click orders once (B1)', async ({ walker, books, world }) => {
  await walker.goToCheckout()
  await walker.fillCard(cards.approve)
  await walker.placeOrder(2)
  await walker.isPaid()
  expect(world.links.browserToShop.seen(validate)).toHaveLength(1)
  await books.keep(9395)
})

test('a reload while the order is on its way pays it once (B3)', async ({ walker, window, books, world }) => {
  const answer = Promise.withResolvers<void>()
  world.links.browserToShop.make({ kind: 'hold-answer', until: answer.promise }, validate, 1)
  await walker.goToCheckout()
  await walker.fillCard(cards.approve)
  await walker.placeOrder()
  await world.links.browserToShop.waitFor(validate)
  await window.reload()
  answer.resolve()
  await books.keep(9395)
  await walker.isPaid()
})

test('a bank that is reached by an address sends back to a paid order', async ({ walker, books }) => {
  await walker.goToCheckout()
  await walker.choose('Online banking')
  await walker.placeOrder()
  await walker.press('button', /^Approve/)
  await walker.isPaid()
  await books.keep(9395)
})

test('a bank that is reached by a form, and answers by one, sends back to a paid order', async ({
  walker,
  books,
}) => {
  await walker.goToCheckout('BE')
  await walker.choose('Debit card')
  await walker.placeOrder()
  await walker.press('button', /^Approve/)
  await walker.isPaid()
  await books.keep(9495)
})

test('after Back from the bank the page gives the bank up by itself, and a card pays (B4)', async ({
  walker,
  window,
  books,
  world,
}) => {
  await walker.goToCheckout()
  await walker.choose('Online banking')
  await walker.placeOrder()
  await walker.reads('Sandbox Bank')
  await window.back()
  await world.links.browserToShop.waitFor(/^POST .*\/cancel$/, { answered: true })
  await walker.fillCard(cards.approve)
  await walker.placeOrder()
  await walker.isPaid()
  await books.keep(9395)
})

test('a code is paid in the app, and the page of the order says so by itself', async ({ walker, books }) => {
  await walker.goToCheckout()
  await walker.choose('Scan to pay')
  await walker.placeOrder()
  await approveInApp(await walker.linkOf(/^Open your app/))
  await walker.isPaid()
  await books.keep(9395)
})

test('a gift card pays a part, and a card the rest', async ({ walker, books }) => {
  await walker.goToCheckout()
  await walker.fillGiftCard(createGiftCard(1000))
  await walker.placeOrder()
  await walker.reads(/Left to pay[\s\S]*€83\.95/)
  await walker.fillCard(cards.approve)
  await walker.placeOrder()
  await walker.isPaid()
  await books.keep(9395, { from: 2 })
})
