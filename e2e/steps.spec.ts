import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('a card is looked at without a word, then asked about, and the order is paid', async ({
  page,
  shopper,
  books,
  world,
}) => {
  await shopper.goToCheckout({ country: 'FR' })
  await shopper.choose('Company card')
  await shopper.fillFields(cards.approve)
  await shopper.placeOrder()
  await expect(shopper.challenge().getByRole('button', { name: 'Approve' })).toBeVisible()
  expect(world.links.browserToCompany.seen(/^GET \/fingerprint\//)).toHaveLength(1)
  await shopper.challenge().getByRole('button', { name: 'Approve' }).click()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9695)
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a question that is refused after the look charges nothing, and the next card is looked at anew @long', async ({
  shopper,
  books,
}) => {
  await shopper.goToCheckout({ country: 'FR' })
  await shopper.choose('Company card')
  await shopper.fillFields(cards.approve)
  await shopper.placeOrder()
  await shopper.challenge().getByRole('button', { name: 'Refuse' }).click()
  await expect(shopper.refusal()).toContainText('could not be confirmed')
  await books.keepNothing()
  await shopper.fillFields(cards.approve)
  await shopper.placeOrder()
  await shopper.challenge().getByRole('button', { name: 'Approve' }).click()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9695)
})
