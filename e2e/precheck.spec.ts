import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

const validate = /^POST \/api\/payments\/payments\/[^/]+\/attempts$/

test('a card that is confirmed before the order pays without a further question', async ({
  page,
  shopper,
  books,
  world,
}) => {
  await shopper.goToCheckout({ country: 'DE' })
  await shopper.choose('Confirmed card')
  await shopper.fillFields(cards.approve)
  await shopper.placeOrder()
  await expect(shopper.challenge().getByRole('button', { name: 'Approve' })).toBeVisible()
  expect(world.links.browserToShop.seen(validate)).toEqual([])
  await shopper.challenge().getByRole('button', { name: 'Approve' }).click()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9595)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a card that is not confirmed is never sent, and can be confirmed after all @long', async ({
  shopper,
  books,
  world,
}) => {
  await shopper.goToCheckout({ country: 'DE' })
  await shopper.choose('Confirmed card')
  await shopper.fillFields(cards.approve)
  await shopper.placeOrder()
  await shopper.challenge().getByRole('button', { name: 'Refuse' }).click()
  await expect(shopper.refusal()).toContainText('could not be confirmed')
  expect(world.links.browserToShop.seen(validate)).toEqual([])
  expect(await books.payments()).toEqual([])
  await shopper.placeOrder()
  await shopper.challenge().getByRole('button', { name: 'Approve' }).click()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9595)
})

test('a question before the order that is closed with Esc leaves everything as it was', async ({
  page,
  shopper,
  books,
  world,
}) => {
  await shopper.goToCheckout({ country: 'DE' })
  await shopper.choose('Confirmed card')
  await shopper.fillFields(cards.approve)
  await shopper.placeOrder()
  await expect(shopper.challenge().getByRole('button', { name: 'Approve' })).toBeVisible()
  // The frame that has the focus goes away with the key: the browser never says that it took the second half of the press.
  void page.keyboard.press('Escape').catch(() => undefined)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(shopper.payButton()).toHaveText('Pay €95.95')
  expect(world.links.browserToShop.seen(validate)).toEqual([])
  expect(await books.payments()).toEqual([])
})
