import { expect, test } from './support/test.ts'

test('a shopper is sent to the bank by a form, back by a form, and the order is paid', async ({
  page,
  shopper,
  companyPages,
  books,
  world,
}) => {
  await shopper.goToCheckout({ country: 'BE' })
  await shopper.choose('Debit card')
  await expect(shopper.payButton()).toHaveText('Pay €94.95')
  await shopper.placeOrder()
  await companyPages.answerBank('Approve')
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9495)
  const { browserToShop, browserToCompany } = world.links
  expect(browserToCompany.seen(/^POST \/formpost$/)).toHaveLength(1)
  expect(browserToShop.seen(/^POST \/api\/payments\/return\/[\w-]+$/)).toHaveLength(1)
  await page.reload()
  await shopper.statusIs('Paid')
})

test('a shopper whose bank never answers the form is told to wait @long', async ({
  shopper,
  companyPages,
  books,
}) => {
  await shopper.goToCheckout({ country: 'BE' })
  await shopper.choose('Debit card')
  await shopper.placeOrder()
  await companyPages.answerBank('Never answer')
  await shopper.orderPlaced()
  await shopper.statusIs('Confirming')
  await books.keepNothing()
})

for (const [answer, told] of [
  ['Refuse', 'declined'],
  ['Cancel', 'You canceled the payment'],
] as const) {
  const tag = answer === 'Cancel' ? ['@long'] : []
  test(`a shopper who presses "${answer}" on the page of the bank is not charged, and can try again`, {
    tag,
  }, async ({ page, shopper, companyPages, books }) => {
    await shopper.goToCheckout({ country: 'BE' })
    await shopper.choose('Debit card')
    await shopper.placeOrder()
    await companyPages.answerBank(answer)
    await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible()
    await expect(shopper.refusal()).toContainText(told)
    await books.keepNothing()
    await shopper.choose('Debit card')
    await shopper.placeOrder()
    await companyPages.answerBank('Approve')
    await shopper.orderPlaced()
    await shopper.statusIs('Paid')
    await books.keep(9495)
  })
}
