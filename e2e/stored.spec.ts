import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

const store = 'Keep this card in my account for next time'

for (const { name, number, row, needsCvc } of [
  { name: 'without a further word', number: cards.approve, row: /ending in 1111/, needsCvc: false },
  { name: 'with its CVC', number: cards.asksCvc, row: /ending in 4444/, needsCvc: true },
]) {
  test(`a card that is saved while paying pays the next order ${name}`, async ({ page, shopper, books }) => {
    await shopper.goToCheckout({ isSignedIn: true })
    await shopper.fillCard(number)
    await page.getByRole('checkbox', { name: store }).check()
    await shopper.placeOrder()
    await shopper.orderPlaced()
    await shopper.statusIs('Paid')
    await books.keep(9395)

    await shopper.goToCheckout({ product: 'tea-towels' })
    await page.getByRole('radio', { name: row }).check()
    await expect(page.getByRole('checkbox', { name: store })).toBeHidden()
    if (needsCvc) {
      await shopper.securityCode().fill('123')
      await expect(shopper.cardFields().getByLabel('Card number')).toBeHidden()
    }
    await expect(shopper.payButton()).toHaveText('Pay €23.45')
    await shopper.placeOrder()
    await shopper.orderPlaced()
    await shopper.statusIs('Paid')
    await books.keep(9395 + 2345, { from: 2 })
  })
}

test('a card that is not meant to be saved is not saved @long', async ({ page, shopper }) => {
  await shopper.goToCheckout({ isSignedIn: true })
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await page.goto('/account')
  await expect(page.getByText('You have no saved payment methods.')).toBeVisible()
})

test('a guest is not asked to save anything', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await expect(shopper.payButton()).toHaveAttribute('aria-disabled', 'false')
  await expect(page.getByRole('checkbox', { name: store })).toBeHidden()
  await page.goto('/account')
  await expect(page.getByRole('button', { name: 'Sign in to your account' })).toBeVisible()
})

test('a card is set up in the account without paying, pays an order, and is deleted', async ({
  page,
  shopper,
  books,
}) => {
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign in to your account' }).click()
  await expect(page.getByText('You have no saved payment methods.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a card' }).click()
  await shopper.fillCard(cards.approve)
  const save = page.getByRole('button', { name: 'Save payment method' })
  const mandate = page.getByRole('checkbox', { name: /may keep this card/ })
  await save.press('Enter')
  await expect(mandate).toBeFocused()
  await expect(page.getByText('Please tick this box to go on.')).toBeVisible()
  await mandate.check()
  await expect(save).toHaveAttribute('aria-disabled', 'false')
  await save.click()
  await expect(page.getByText(/ending in 1111/)).toBeVisible()
  await books.keepNothing()

  await shopper.goToCheckout({ product: 'tea-towels' })
  await page.getByRole('radio', { name: /ending in 1111/ }).check()
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(2345)

  await page.getByRole('link', { name: 'Your account' }).click()
  await page.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('You have no saved payment methods.')).toBeVisible()
  await shopper.goToCheckout({ product: 'tea-towels' })
  await expect(page.getByRole('radio', { name: /ending in/ })).toBeHidden()
})

test('who signs out sees no saved card, and who signs in again sees it (F2)', async ({ page, shopper }) => {
  await shopper.goToCheckout({ isSignedIn: true })
  await shopper.fillCard(cards.approve)
  await page.getByRole('checkbox', { name: store }).check()
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await shopper.goToCheckout()
  await expect(page.getByRole('radio', { name: /ending in/ })).toBeHidden()
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign in to your account' }).click()
  await expect(page.getByText(/ending in 1111/)).toBeVisible()
})
