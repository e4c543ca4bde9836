import type { Page } from '@playwright/test'
import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

// The back/forward cache is on, as in a shopper's browser; Playwright starts Chromium without.
test.use({
  launchOptions: {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  },
})

/** Goes back to the page as it was left: not loaded anew, which the page itself says. */
async function goBackIntoCache(page: Page): Promise<void> {
  // No "load" is heard from a page that does not load.
  await page.goBack({ waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-brought-back', '')
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) document.documentElement.dataset.broughtBack = ''
    })
  })
})

test('Back out of the bank shows the amount that another tab has made of it, and a live button (B4)', async ({
  page,
  context,
  shopper,
  companyPages,
  books,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  await companyPages.bankIsOpen()
  const tab = await context.newPage()
  await tab.goto('/cart')
  await tab.getByRole('button', { name: 'One Linen throw more' }).click()
  await expect(tab.getByText('€182.95')).toBeVisible()
  await tab.close()
  await goBackIntoCache(page)
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('€182.95')
  await expect(shopper.payButton()).toHaveText('Pay €182.95')
  await books.keepNothing()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(18_295)
})

for (const { method, country, total } of [
  { method: 'Online banking', country: 'NL', total: 9395 },
  { method: 'Debit card', country: 'BE', total: 9495 },
] as const) {
  test(`Back out of the bank's page of "${method}" leaves no frozen page: the same method pays (B4)`, {
    tag: '@long',
  }, async ({ page, shopper, companyPages, books }) => {
    await shopper.goToCheckout({ country })
    await shopper.choose(method)
    await shopper.placeOrder()
    await companyPages.bankIsOpen()
    await goBackIntoCache(page)
    await expect(shopper.payButton()).toHaveAttribute('aria-disabled', 'false')
    await books.keepNothing()
    await shopper.choose(method)
    await shopper.placeOrder()
    await companyPages.answerBank('Approve')
    await shopper.orderPlaced()
    await shopper.statusIs('Paid')
    await books.keep(total)
  })
}
