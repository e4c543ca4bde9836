import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('fields that take their time to go never meet the next ones, however quickly a shopper changes their mind', async ({
  page,
  shopper,
  books,
}) => {
  await shopper.goToCheckout({ country: 'FR' })
  for (let round = 0; round < 3; round += 1) {
    await shopper.choose('Loom & Thread card')
    await shopper.choose('Card')
  }
  await shopper.choose('Loom & Thread card')
  await expect(shopper.cardFields().getByLabel('Card number')).toBeVisible()
  await expect(page.locator('iframe[src*="/fields"]')).toHaveCount(1)
  await shopper.fillFields(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9695)
})

test('what was typed into the fields that went is gone, and the other method pays @long', async ({
  shopper,
  books,
}) => {
  await shopper.goToCheckout({ country: 'FR' })
  await shopper.choose('Loom & Thread card')
  await shopper.fillFields(cards.decline)
  await shopper.choose('Card')
  await expect(shopper.cardFields().getByLabel('Card number')).toHaveValue('')
  await shopper.fillFields(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9695)
})
