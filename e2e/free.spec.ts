import { expect, test } from './support/test.ts'

test('an order that costs nothing is placed without paying', async ({ page, shopper, books }) => {
  await shopper.goToCheckout({ product: 'fabric-samples' })
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('€0.00')
  await expect(page.getByRole('radio')).toHaveCount(1)
  await shopper.choose('Nothing to pay')
  await expect(shopper.payButton()).toHaveText('Place order')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Placed')
  await expect(page.getByRole('link', { name: 'Cart, 0 pieces' })).toBeVisible()
  expect(await books.payments()).toEqual([])
})

test('what costs nothing beside what costs something is paid like any order', async ({ page, shopper }) => {
  await shopper.goToCheckout({ product: 'fabric-samples' })
  await page.goto('/')
  await page.getByRole('button', { name: 'Add to cart: Tea towels, pair' }).click()
  await page.getByRole('link', { name: 'View cart' }).click()
  await page.getByRole('link', { name: 'Checkout' }).click()
  await expect(page.getByRole('radio', { name: 'Card', exact: true })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Nothing to pay' })).toBeHidden()
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('€23.45')
})
