import { expect, test } from './support/test.ts'

test('a bank transfer is pending, and the shopper reads where to send the money', async ({
  page,
  shopper,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Bank transfer')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Confirming')
  const status = page.getByRole('region', { name: 'Payment status' })
  await expect(status).toContainText('NL91 ABNA 0417 1643 00')
  await expect(status).toContainText('Loom & Thread B.V.')
  await expect(status).toContainText('€93.95')
  await page.reload()
  await expect(status).toContainText('NL91 ABNA 0417 1643 00')
})

test('a way to pay that no provider knows is placed', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await shopper.choose('Pay at pickup')
  await expect(shopper.payButton()).toHaveText('Place order')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Placed')
  await expect(page.getByRole('link', { name: 'Cart, 0 pieces' })).toBeVisible()
})

test('another country has other prices and other ways to pay', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await expect(page.getByRole('radio', { name: 'Invoice' })).toBeHidden()
  await page.getByLabel('Country').selectOption('Germany')
  await expect(page.getByRole('radio', { name: 'Invoice' })).toBeVisible()
  await page.getByLabel('Country').selectOption('Japan')
  await expect(page.getByRole('radio', { name: 'Bank transfer' })).toBeHidden()
  await shopper.choose('Pay at pickup')
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('¥16,400')
})

test('an order without an address is not sent, and the field that is wrong has the focus', async ({
  page,
  shopper,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Pay at pickup')
  await page.getByLabel('Name').fill('')
  await shopper.placeOrder()
  await expect(page.getByLabel('Name')).toBeFocused()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/name for the parcel/)
  expect(world.links.browserToShop.seen(/POST .*attempts/)).toEqual([])
  await page.getByLabel('Name').fill('Ada')
  await shopper.placeOrder()
  await shopper.orderPlaced()
})
