import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { createGiftCard } from './support/createGiftCard.ts'
import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  // The same pages in the other colours: in the longer run. Every story is looked at in both.
  const tag = colorScheme === 'dark' ? ['@long'] : []
  test.describe(`in ${colorScheme} colours`, { tag }, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('the shelves, the cart and the empty pages', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('heading', { name: 'Linen throw' })).toBeVisible()
      await expectNoViolations(page)
      await page.goto('/cart')
      await expect(page.getByText('nothing in your cart')).toBeVisible()
      await expectNoViolations(page)
      await page.goto('/')
      await page.getByRole('button', { name: 'Add to cart: Linen throw' }).click()
      await expect(page.getByRole('link', { name: 'View cart' })).toBeVisible()
      await expectNoViolations(page)
      await page.goto('/cart')
      await expect(page.getByRole('link', { name: 'Checkout' })).toBeVisible()
      await expectNoViolations(page)
      await page.goto('/checkout/pending')
      await expect(page.getByText('no payment under way')).toBeVisible()
      await expectNoViolations(page)
      await page.goto('/orders/LT-NOTHING1')
      await expect(page.getByRole('heading', { name: 'We cannot find this order' })).toBeVisible()
      await expectNoViolations(page)
      await page.goto('/nowhere')
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
      await expectNoViolations(page)
    })

    test('the checkout: list, fields, refusal, challenge, order', async ({ page, shopper }) => {
      await shopper.goToCheckout()
      await expectNoViolations(page)
      await shopper.fillCard(cards.decline)
      await expectNoViolations(page)
      await shopper.placeOrder()
      await expect(shopper.refusal()).toContainText('declined')
      await expectNoViolations(page)
      await shopper.fillCard(cards.challenge)
      await shopper.placeOrder()
      await expect(shopper.challenge().getByRole('button', { name: 'Approve' })).toBeVisible()
      await expectNoViolations(page)
      await shopper.answerChallenge(1, 'Approve')
      await shopper.answerChallenge(2, 'Approve')
      await shopper.orderPlaced()
      await shopper.statusIs('Paid')
      await expectNoViolations(page)
    })

    test('the account, its saved card, and the form for another @long', async ({ page, shopper }) => {
      await page.goto('/account')
      await expect(page.getByRole('button', { name: 'Sign in to your account' })).toBeVisible()
      await expectNoViolations(page)
      await shopper.goToCheckout({ isSignedIn: true })
      await shopper.fillCard(cards.approve)
      await page.getByRole('checkbox', { name: 'Keep this card' }).check()
      await expectNoViolations(page)
      await shopper.placeOrder()
      await shopper.orderPlaced()
      await shopper.statusIs('Paid')
      await page.getByRole('link', { name: 'Your account' }).click()
      await page.getByRole('button', { name: 'Delete Visa ending in 1111' }).click()
      await page.getByRole('button', { name: 'Add a card' }).click()
      await expect(page.getByRole('radio', { name: 'Card' })).toBeVisible()
      await expectNoViolations(page)
    })

    test('a part that is paid, a code to scan, the way back from a page that is unknown', async ({
      page,
      shopper,
    }) => {
      await shopper.goToCheckout({ product: 'tea-towels' })
      await shopper.fillGiftCard(createGiftCard(1000))
      await page.getByRole('button', { name: 'Check balance' }).click()
      await expect(page.getByText('Balance: €10.00')).toBeVisible()
      await expectNoViolations(page)
      await shopper.placeOrder()
      await shopper.partIs('Gift card', '€10.00')
      await expectNoViolations(page)
      await shopper.choose('Scan to pay')
      await shopper.placeOrder()
      await shopper.orderPlaced()
      await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
      await expectNoViolations(page)
      await page.goto(`/checkout/return?payloom=${'A'.repeat(43)}`)
      await expect(page.getByRole('heading', { name: 'This link is no longer in use' })).toBeVisible()
      await expectNoViolations(page)
    })

    test('an order that waits for a bank transfer, and one that is placed @long', async ({
      page,
      shopper,
    }) => {
      await shopper.goToCheckout()
      await shopper.choose('Bank transfer')
      await shopper.placeOrder()
      await shopper.orderPlaced()
      await expect(page.getByText('NL91 ABNA 0417 1643 00')).toBeVisible()
      await expectNoViolations(page)
      await shopper.goToCheckout()
      await shopper.choose('Cash on delivery')
      await shopper.placeOrder()
      await shopper.orderPlaced()
      await shopper.statusIs('Placed')
      await expectNoViolations(page)
    })
  })
}

test('an order can be paid with the keyboard alone', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await page.getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  const fields = shopper.cardFields()
  await expect(fields.getByLabel('Card number')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(fields.getByLabel('Card number')).toBeFocused()
  await page.keyboard.type('4111111111111111')
  await page.keyboard.press('Tab')
  await page.keyboard.type('1234')
  await page.keyboard.press('Tab')
  await page.keyboard.type('123')
  await expect(shopper.payButton()).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Tab')
  await expect(shopper.payButton()).toBeFocused()
  await page.keyboard.press('Enter')
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
})
