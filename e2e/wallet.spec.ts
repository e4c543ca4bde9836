import type { BrowserContext, Page } from '@playwright/test'
import type { World } from './support/openWorld.ts'
import { expect, test } from './support/test.ts'
import { openWalletSheet } from './support/walletSheet.ts'

// The popup blocker is on, as in a shopper's browser; Playwright starts Chromium without.
test.use({
  launchOptions: {
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  },
})

const validate = /^POST \/api\/payments\/payments\/[^/]+\/attempts$/

interface Opening {
  /** Whether the press was still fresh, and the window came. */
  isActive: boolean
  isOpen: boolean
}

/** Writes down how each window was opened. */
async function watchOpenings(context: BrowserContext): Promise<(page: Page) => Promise<Opening[]>> {
  await context.addInitScript(() => {
    const open = window.open.bind(window)
    const openings: { isActive: boolean; isOpen: boolean }[] = []
    Object.assign(globalThis, { openings })
    window.open = (...args) => {
      const { isActive } = navigator.userActivation
      const opened = open(...args)
      openings.push({ isActive, isOpen: opened !== null })
      return opened
    }
  })
  return (page) => page.evaluate(() => Reflect.get(globalThis, 'openings') as Opening[])
}

/** Makes every way between browser, shop, orchestrator and company that slow. */
function slow(world: World): void {
  for (const link of Object.values(world.links)) link.make({ kind: 'delay-answer', milliseconds: 3_000 }, /./)
}

test('a window that nobody asked for is blocked, and one within the click opens however slow everything is (B14)', async ({
  page,
  context,
  shopper,
  books,
  world,
}) => {
  const openings = await watchOpenings(context)
  await page.addInitScript(() => void setTimeout(() => window.open('about:blank'), 0))
  await shopper.goToCheckout()
  await expect.poll(() => openings(page)).toEqual([{ isActive: false, isOpen: false }])
  await expect(shopper.expressButton()).toBeVisible()
  slow(world)
  const [sheet] = await Promise.all([page.waitForEvent('popup'), shopper.expressButton().click()])
  const [, opened] = await openings(page)
  expect(opened).toEqual({ isActive: true, isOpen: true })
  await world.reset()
  await sheet.close()
  expect(await books.payments()).toEqual([])
})

test('with every way three seconds slow the wallet still opens within the click, and pays (B14)', {
  tag: '@long',
}, async ({ page, context, shopper, books, world }) => {
  test.setTimeout(120_000)
  const openings = await watchOpenings(context)
  await page.request.get('/')
  const headers = { Origin: world.shop }
  await page.request.put('/api/shop/cart/lines/linen-throw', { headers, data: { quantity: 1 } })
  slow(world)
  await page.goto('/checkout')
  await expect(shopper.expressButton()).toBeVisible({ timeout: 40_000 })
  const sheet = await openWalletSheet(page, shopper.expressButton())
  expect(await openings(page)).toEqual([{ isActive: true, isOpen: true }])
  await expect(sheet.page.getByRole('status').filter({ hasText: '€93.95' }).first()).toBeVisible({
    timeout: 20_000,
  })
  await sheet.pay()
  await expect(page.getByRole('heading', { level: 1, name: /^Thank you/ })).toBeVisible({ timeout: 40_000 })
  await expect(page.getByText('Your payment has arrived')).toBeVisible({ timeout: 40_000 })
  await books.keep(9395)
  expect(world.links.browserToShop.seen(validate)).toHaveLength(1)
})

test('while one window is open a second press opens none, and the page says that an order is under way', async ({
  page,
  context,
  shopper,
  books,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Sandbox Wallet')
  const sheet = await openWalletSheet(page, shopper.expressButton())
  await page.bringToFront()
  await shopper.walletButton().click()
  await shopper.expressButton().click()
  await expect(page.getByText('Checking your details')).toBeVisible()
  expect(context.pages()).toHaveLength(2)
  await sheet.page.bringToFront()
  await sheet.pay()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
  expect(world.links.browserToShop.seen(validate)).toHaveLength(1)
})
