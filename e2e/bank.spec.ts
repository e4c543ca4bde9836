import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('a shopper who approves at the bank comes back to a paid order', async ({
  page,
  shopper,
  companyPages,
  books,
}) => {
  await shopper.walkToCheckout('Linen throw')
  await shopper.choose('Online banking')
  await expect(shopper.payButton()).toHaveText('Pay €93.95')
  await shopper.placeOrder()
  await companyPages.answerBank('Approve')
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await expect(page.getByRole('link', { name: 'Cart, 0 pieces' })).toBeVisible()
  await books.keep(9395)
})

test('a shopper who is refused by the bank reads so beside a full cart, and pays by card', async ({
  page,
  shopper,
  companyPages,
  books,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  await companyPages.answerBank('Refuse')
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible()
  await expect(shopper.refusal()).toContainText('declined')
  await books.keepNothing()
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('Linen throw')
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
})

test('a shopper who cancels at the bank is back at the checkout, and nothing was charged', async ({
  page,
  shopper,
  companyPages,
  books,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  await companyPages.answerBank('Cancel')
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible()
  await expect(shopper.refusal()).toContainText('You canceled the payment')
  await books.keepNothing()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  await companyPages.answerBank('Approve')
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
})

test('a shopper whose bank never answers is told to wait, not that it failed', async ({
  page,
  shopper,
  companyPages,
  books,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  await companyPages.answerBank('Never answer')
  await shopper.orderPlaced()
  await shopper.statusIs('Confirming')
  await page.reload()
  await shopper.statusIs('Confirming')
  await books.keepNothing()
})
