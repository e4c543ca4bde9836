import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('a browser that refuses its storage to the page pays all the same (B10)', async ({
  context,
  page,
  shopper,
  companyPages,
  books,
}) => {
  await context.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      })
    }
  })
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  await companyPages.answerBank('Refuse')
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
})

test('a storage that is full keeps nobody from paying (B10)', { tag: '@long' }, async ({
  context,
  shopper,
  companyPages,
  books,
}) => {
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
  })
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  await companyPages.answerBank('Approve')
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
})
