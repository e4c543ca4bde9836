import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('a card order goes from received to paid without a reload, in a second tab too', async ({
  page,
  context,
  shopper,
  world,
}) => {
  const webhooks = Promise.withResolvers<void>()
  world.links.companyToOrchestrator.make({ kind: 'hold-request', until: webhooks.promise }, /./)
  await shopper.walkToCheckout('Linen throw')
  await shopper.fillCard(cards.approve)
  await expect(shopper.payButton()).toHaveText('Pay €93.95')
  await shopper.placeOrder()
  const url = await shopper.orderPlaced()
  await shopper.statusIs('Received')
  const tab = await context.newPage()
  await tab.goto(url)
  await shopper.statusIs('Received', tab)
  webhooks.resolve()
  await shopper.statusIs('Paid', tab)
  await page.bringToFront()
  await shopper.statusIs('Paid')
  expect((await world.readLedger()).kept).toContainEqual(expect.objectContaining({ currency: 'EUR' }))
  await expect(page.getByRole('link', { name: 'Cart, 0 pieces' })).toBeVisible()
})

test('after a decline the shopper tries again with another card', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.decline)
  await shopper.placeOrder()
  await expect(shopper.refusal()).toContainText('declined')
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
})

test('after a decline the shopper pays in cash, and reads how @long', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.decline)
  await shopper.placeOrder()
  await expect(shopper.refusal()).toContainText('declined')
  await shopper.choose('Cash on delivery')
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('€95.45')
  await expect(shopper.payButton()).toHaveText('Place order')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Placed')
  const status = page.getByRole('region', { name: 'Payment status' })
  await expect(status).toContainText('Have the exact amount ready')
})

test('without enough money on the card nothing is charged, and the shopper reads why @long', async ({
  shopper,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.insufficientFunds)
  await shopper.placeOrder()
  await expect(shopper.refusal()).toContainText('not enough money')
  const { payments } = await world.readLedger()
  expect(payments.at(-1)).toMatchObject({ status: 'failed', capturedAmount: { value: 0 } })
})

test('a challenge asks for two actions, and the order is paid', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.challenge)
  await shopper.placeOrder()
  await expect(page.getByRole('dialog', { name: /confirm/i })).toBeVisible()
  await expect(shopper.challenge().getByText('€93.95')).toBeVisible()
  await shopper.answerChallenge(1, 'Approve')
  await shopper.answerChallenge(2, 'Approve')
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
})

test('a challenge that the shopper refuses leaves the order unpaid and payable @long', async ({
  page,
  shopper,
}) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.challenge)
  await shopper.placeOrder()
  await shopper.answerChallenge(1, 'Approve')
  await shopper.answerChallenge(2, 'Refuse')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(shopper.refusal()).toContainText('could not be confirmed')
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
})

test('a challenge that is closed with Esc is canceled, and another way to pay is one click away', async ({
  page,
  shopper,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.challenge)
  await shopper.placeOrder()
  await expect(shopper.challenge().getByRole('button', { name: 'Approve' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(shopper.refusal()).toContainText('Nothing was charged')
  await shopper.choose('Pay at pickup')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Placed')
  const { payments } = await world.readLedger()
  expect(payments.at(-1)).toMatchObject({ status: 'canceled', capturedAmount: { value: 0 } })
})
