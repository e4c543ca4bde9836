import { createGiftCard } from './support/createGiftCard.ts'
import { expect, test } from './support/test.ts'
import { openWalletSheet } from './support/walletSheet.ts'

const validate = /^POST \/api\/payments\/payments\/[^/]+\/attempts$/

test('a wallet of the list pays in its own window, and the order goes where the wallet says', async ({
  page,
  shopper,
  books,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Sandbox Wallet')
  await expect(shopper.payButton()).toBeHidden()
  const sheet = await openWalletSheet(page, shopper.walletButton())
  await sheet.priceIs('€93.95')
  await sheet.pay()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
  await expect(page.getByText('We write to shopper@sandbox.example.')).toBeVisible()
  await expect(page.getByText('1011 AB Amsterdam')).toBeVisible()
  expect(world.links.browserToShop.seen(validate)).toHaveLength(1)
  await expect.poll(() => page.context().pages().length).toBe(1)
})

test('a wallet pays from the express row without a word of the form', async ({ page, shopper, books }) => {
  await shopper.goToCheckout()
  const sheet = await openWalletSheet(page, shopper.expressButton())
  await sheet.priceIs('€93.95')
  await sheet.pay()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
})

test('express shipping that is chosen in the window has its price there, on the page and in the books', async ({
  page,
  shopper,
  books,
}) => {
  await shopper.goToCheckout()
  const sheet = await openWalletSheet(page, shopper.expressButton())
  await sheet.priceIs('€93.95')
  await sheet.chooseShipping(/Express/)
  await sheet.priceIs('€98.95')
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('€98.95')
  await sheet.pay()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9895)
  await expect(page.getByRole('region', { name: 'What you ordered' })).toContainText('€98.95')
})

test('an address that the shop does not send to is told in the window, and another one is paid for @long', async ({
  page,
  shopper,
  books,
}) => {
  await shopper.goToCheckout()
  const sheet = await openWalletSheet(page, shopper.expressButton())
  await sheet.priceIs('€93.95')
  await sheet.chooseCountry('Norway')
  await expect(sheet.page.getByRole('alert')).toContainText('We do not send to this country.')
  await sheet.chooseCountry('France')
  await sheet.priceIs('€96.95')
  await sheet.pay()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9695)
  await expect(page.getByText('France')).toBeVisible()
})

test('a wallet pays what a gift card has left to pay @long', async ({ page, shopper, books }) => {
  await shopper.goToCheckout()
  await shopper.fillGiftCard(createGiftCard(1000))
  await shopper.placeOrder()
  await shopper.partIs('Gift card', '€10.00')
  const sheet = await openWalletSheet(page, shopper.expressButton())
  await sheet.priceIs('€83.95')
  await sheet.pay()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395, { from: 2 })
})

test('a window that is canceled leaves a page that can pay, with what was chosen there', async ({
  page,
  shopper,
  books,
}) => {
  await shopper.goToCheckout()
  const sheet = await openWalletSheet(page, shopper.expressButton())
  await sheet.priceIs('€93.95')
  await sheet.chooseShipping(/Express/)
  await sheet.priceIs('€98.95')
  await sheet.cancel()
  expect(await books.payments()).toEqual([])
  await expect(page.getByLabel('Shipping')).toHaveValue('express')
  await expect(page.getByLabel('City')).toHaveValue('Leiden')
  await shopper.choose('Pay at pickup')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Placed')
})

test('what is declined in the window is paid another way in the same window, as one payment', async ({
  page,
  shopper,
  books,
  world,
}) => {
  await shopper.goToCheckout()
  const sheet = await openWalletSheet(page, shopper.expressButton())
  await sheet.chooseFunding('A card that declines')
  await sheet.pay()
  await expect(sheet.page.getByRole('alert')).toContainText('declined')
  await books.keepNothing()
  await sheet.chooseFunding('Sandbox balance')
  await sheet.pay()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
  expect(await books.payments()).toHaveLength(1)
  expect(world.links.browserToShop.seen(validate)).toHaveLength(1)
})

test('a window that the browser blocks is told, and another way to pay is one click away (B14)', async ({
  page,
  shopper,
  books,
}) => {
  await page.addInitScript(() => {
    // What a browser that blocks windows does.
    window.open = () => null
  })
  await shopper.goToCheckout()
  await shopper.choose('Sandbox Wallet')
  await shopper.walletButton().click()
  await expect(shopper.refusal()).toBeVisible()
  expect(await books.payments()).toEqual([])
  await shopper.choose('Pay at pickup')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Placed')
})

test('without a required consent no window opens, and the box is asked for', async ({
  page,
  shopper,
  books,
}) => {
  await shopper.goToCheckout({ country: 'DE' })
  const consent = page.getByRole('checkbox', { name: /I agree to the terms/ })
  await consent.uncheck()
  await shopper.expressButton().click()
  await expect(consent).toBeFocused()
  expect(page.context().pages()).toHaveLength(1)
  await consent.check()
  const sheet = await openWalletSheet(page, shopper.expressButton())
  await sheet.pay()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  expect(await books.payments()).toHaveLength(1)
})
