import { createGiftCard } from './support/createGiftCard.ts'
import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

// A shop that does not wait half an hour for the rest, but longer than a busy machine takes to fill in a card.
test.use({ partsSeconds: 4 })

test('a gift card has its money back when the rest is declined and nobody goes on @long', async ({
  page,
  shopper,
  books,
}) => {
  const gift = createGiftCard(1000)
  await shopper.goToCheckout()
  await shopper.fillGiftCard(gift)
  await shopper.placeOrder()
  await shopper.partIs('Gift card', '€10.00')
  await shopper.fillCard(cards.decline)
  await shopper.placeOrder()
  await expect(shopper.refusal()).toContainText('declined')
  await books.keepNothing()

  await page.reload()
  await expect(page.getByRole('radio').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove Gift card' })).toBeHidden()
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
