import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

/** The ways of paying whose money comes while the order's page is open, each where it is offered. */
const ways = [
  { name: 'a code to scan', method: 'Scan to pay', country: 'NL', total: 9395 },
  { name: 'an app', method: 'Banking app', country: 'BE', total: 9495 },
  { name: 'a transfer', method: 'Bank transfer', country: 'FR', total: 9695 },
] as const

for (const { name, method, country, total } of ways) {
  // What else can become of it is the same for all, and waits for the longer run but once.
  const tag = method === 'Scan to pay' ? [] : ['@long']

  test.describe(`paying by ${name}`, () => {
    test.beforeEach(async ({ shopper }) => {
      await shopper.goToCheckout({ country })
      await shopper.choose(method)
      await shopper.placeOrder()
      await shopper.orderPlaced()
      await shopper.statusIs('Confirming')
    })

    test('the order is paid as soon as the money comes, without a reload', async ({
      page,
      shopper,
      companyPages,
      books,
    }) => {
      await expect(page.getByRole('link', { name: 'Cart, 0 pieces' })).toBeVisible()
      await companyPages.answerApp('Approve')
      await shopper.statusIs('Paid')
      await books.keep(total)
    })

    test('a refusal is told, and the same order is paid another way', { tag }, async ({
      page,
      shopper,
      companyPages,
      books,
    }) => {
      const order = page.url()
      await companyPages.answerApp('Refuse')
      await shopper.statusIs('Not paid')
      await books.keepNothing()
      await page.getByRole('link', { name: 'Choose another way to pay' }).click()
      // What was ordered is back in the cart, with its payment.
      await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible()
      await shopper.fillCard(cards.approve)
      await shopper.placeOrder()
      expect(await shopper.orderPlaced()).toBe(order)
      await shopper.statusIs('Paid')
      await books.keep(total)
    })

    test('a time that has run out is told, and the same order is paid another way', { tag }, async ({
      page,
      shopper,
      companyPages,
      books,
    }) => {
      const order = page.url()
      await companyPages.answerApp('Let it expire')
      await shopper.statusIs('Expired')
      await books.keepNothing()
      await page.getByRole('link', { name: 'Choose another way to pay' }).click()
      await shopper.choose(method)
      await shopper.placeOrder()
      expect(await shopper.orderPlaced()).toBe(order)
      await companyPages.answerApp('Approve')
      await shopper.statusIs('Paid')
      await books.keep(total)
    })

    test('the page of the order says how to pay after a reload too', { tag }, async ({
      page,
      shopper,
      companyPages,
    }) => {
      await page.reload()
      await shopper.statusIs('Confirming')
      await companyPages.answerApp('Approve')
      await shopper.statusIs('Paid')
      await expect(page.getByRole('link', { name: /^Open your app/ })).toBeHidden()
    })
  })
}

test('the code to scan is a picture with a name, a countdown and a way for those who cannot scan', async ({
  page,
  shopper,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Scan to pay')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  const status = page.getByRole('region', { name: 'Payment status' })
  await expect(status.getByRole('img', { name: 'QR code' })).toBeVisible()
  await expect(status.getByText(/1[45]:\d\d/)).toBeVisible()
  await expect(status.getByRole('link', { name: /^Open your app/ })).toBeVisible()
})

test('a transfer says to whom, by which reference and how much', async ({ page, shopper }) => {
  await shopper.goToCheckout({ country: 'FR' })
  await shopper.choose('Bank transfer')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  const status = page.getByRole('region', { name: 'Payment status' })
  await expect(status.getByText('IBAN', { exact: true })).toBeVisible()
  await expect(status).toContainText('€96.95')
  await expect(status.getByRole('button', { name: 'Copy Reference' })).toBeVisible()
})
