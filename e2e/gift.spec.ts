import { createGiftCard } from './support/createGiftCard.ts'
import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('a gift card pays a part, a card the rest, and the company keeps both', async ({
  page,
  shopper,
  books,
}) => {
  await shopper.goToCheckout()
  await shopper.fillGiftCard(createGiftCard(1000))
  await page.getByRole('button', { name: 'Check balance' }).click()
  await expect(page.getByText('Balance: €10.00')).toBeVisible()
  await expect(page.getByText('You pay the remaining €83.95 with another method.')).toBeVisible()
  await shopper.placeOrder()
  await shopper.partIs('Gift card', '€10.00')
  await shopper.fillCard(cards.approve)
  await expect(shopper.payButton()).toHaveText('Pay €83.95')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395, { from: 2 })
})

test('a gift card that is taken off again has its money back', async ({ page, shopper, books }) => {
  const gift = createGiftCard(1000)
  await shopper.goToCheckout()
  await shopper.fillGiftCard(gift)
  await shopper.placeOrder()
  await shopper.partIs('Gift card', '€10.00')
  await page.getByRole('button', { name: 'Remove Gift card' }).click()
  await expect(page.getByRole('button', { name: 'Remove Gift card' })).toBeHidden()
  await books.keepNothing()
  await shopper.fillGiftCard(gift)
  await page.getByRole('button', { name: 'Check balance' }).click()
  await expect(page.getByText('Balance: €10.00')).toBeVisible()
  await shopper.fillCard(cards.approve)
  await expect(shopper.payButton()).toHaveText('Pay €93.95')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
})

test('when the rest is declined the part is still there, and another card pays the rest', async ({
  page,
  shopper,
  books,
}) => {
  await shopper.goToCheckout()
  await shopper.fillGiftCard(createGiftCard(1000))
  await shopper.placeOrder()
  await shopper.partIs('Gift card', '€10.00')
  await shopper.fillCard(cards.decline)
  await shopper.placeOrder()
  await expect(shopper.refusal()).toContainText('declined')
  await page.reload()
  await shopper.partIs('Gift card', '€10.00')
  await shopper.fillCard(cards.approve)
  await expect(shopper.payButton()).toHaveText('Pay €83.95')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395, { from: 2 })
})

test('a gift card that has enough pays all of it @long', async ({ page, shopper, books }) => {
  await shopper.goToCheckout({ product: 'tea-towels' })
  await shopper.fillGiftCard(createGiftCard(5000))
  await expect(shopper.payButton()).toHaveText('Pay €23.45')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(2345)
  await expect(page.getByRole('link', { name: 'Cart, 0 pieces' })).toBeVisible()
})

test('a wrong PIN is said beside its field, and nothing is held', async ({ page, shopper, books }) => {
  await shopper.goToCheckout()
  await shopper.fillGiftCard({ ...createGiftCard(1000), pin: '9999' })
  await page.getByRole('button', { name: 'Check balance' }).click()
  await expect(page.getByLabel('PIN', { exact: true })).toHaveAccessibleDescription(/PIN does not match/)
  expect(await books.payments()).toEqual([])
})

test('neither number nor PIN of a gift card is kept or logged by the shop', async ({
  page,
  shopper,
  world,
}) => {
  const gift = createGiftCard(1000)
  await shopper.goToCheckout()
  await shopper.fillGiftCard(gift)
  await page.getByRole('button', { name: 'Check balance' }).click()
  await expect(page.getByText('Balance: €10.00')).toBeVisible()
  await shopper.placeOrder()
  await shopper.partIs('Gift card', '€10.00')
  for (const name of ['shop', 'orchestrator'] as const) {
    expect(world.readLog(name)).not.toContain(gift.number)
    expect(world.readDatabase(name).includes(gift.number)).toBe(false)
  }
  expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain(gift.number)
})
