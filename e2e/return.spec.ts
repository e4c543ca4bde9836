import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

const returned = /^GET \/api\/payments\/return\//

/** Pays at the bank up to its page, and answers there what it says. */
async function goToBank(shopper: {
  goToCheckout(): Promise<void>
  choose(method: string): Promise<void>
  placeOrder(): Promise<void>
}): Promise<void> {
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
}

/** The address that the bank sent the shopper back to. */
function returnPath(world: {
  links: { browserToShop: { seen(match: RegExp): { path: string }[] } }
}): string {
  return world.links.browserToShop.seen(returned)[0]?.path ?? ''
}

const storedIn = (page: Page) => page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))

test('no token stays in the address bar, the history or the storage', async ({
  page,
  shopper,
  companyPages,
  world,
}) => {
  await goToBank(shopper)
  await companyPages.answerBank('Approve')
  await shopper.orderPlaced()
  const token = /return\/([\w-]+)/.exec(returnPath(world))?.[1] ?? ''
  expect(token.length).toBeGreaterThan(20)
  expect(page.url()).not.toContain(token)
  expect(await storedIn(page)).not.toContain(token)
  await page.goBack()
  expect(page.url()).not.toContain(token)
  for (const name of ['shop', 'orchestrator'] as const) expect(world.readLog(name)).not.toContain(token)
})

test('a return that is opened twice leads to the same paid order, charged once (B6)', async ({
  page,
  shopper,
  companyPages,
  books,
  world,
}) => {
  await goToBank(shopper)
  await companyPages.answerBank('Approve')
  const order = await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await page.goto(returnPath(world))
  expect(await shopper.orderPlaced()).toBe(order)
  await shopper.statusIs('Paid')
  await books.keep(9395)
})

test('in a browser without the session the return shows the live status, and nothing of the order (B5)', async ({
  shopper,
  companyPages,
  newVisitor,
  world,
}) => {
  const webhooks = Promise.withResolvers<void>()
  world.links.companyToOrchestrator.make({ kind: 'hold-request', until: webhooks.promise }, /./)
  await goToBank(shopper)
  await companyPages.answerBank('Approve')
  await shopper.orderPlaced()
  const other = await (await newVisitor()).newPage()
  await other.goto(returnPath(world))
  await expect(other.getByRole('region', { name: 'Payment status' })).toBeVisible()
  expect(new URL(other.url()).search).toBe('')
  await expect(other.getByText('Ada')).toBeHidden()
  await expect(other.getByText('Linen throw')).toBeHidden()
  webhooks.resolve()
  await shopper.statusIs('Paid', other)
})

test('a token that was made up leads to a calm page and to nothing else (C11)', async ({ page, world }) => {
  await page.goto(`/api/payments/return/${'A'.repeat(43)}?sandbox_result=approved`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'To the shop' })).toBeVisible()
  await expect(page.getByText(/paid/i)).toBeHidden()
  expect(new URL(page.url()).search).toBe('')
  const [forged] = world.links.browserToShop.seen(returned)
  expect(forged?.status).toBe(303)
})

test('the page of return says so when nobody came back', async ({ page }) => {
  await page.goto('/checkout/return')
  await expect(page.getByText('There is no payment under way in this browser.')).toBeVisible()
})

test('a return whose parameters lie is told by the company what is true (C11)', async ({
  page,
  shopper,
  companyPages,
  books,
}) => {
  await goToBank(shopper)
  await page.route(/\/api\/payments\/return\//, (route) => {
    const url = new URL(route.request().url())
    url.searchParams.set('sandbox_result', 'approved')
    return route.continue({ url: url.href })
  })
  await companyPages.answerBank('Refuse')
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible()
  await expect(shopper.refusal()).toContainText('declined')
  await books.keepNothing()
})

test('a return page that is loaded anew still finds its payment (B5) @long', async ({
  page,
  shopper,
  companyPages,
  world,
}) => {
  const answer = Promise.withResolvers<void>()
  world.links.browserToShop.make({ kind: 'hold-answer', until: answer.promise }, /\/resume$/, 1)
  await goToBank(shopper)
  await companyPages.answerBank('Approve')
  await expect(page.getByRole('heading', { level: 1, name: 'One moment' })).toBeVisible()
  await world.links.browserToShop.waitFor(/\/resume$/)
  expect(new URL(page.url()).search).toBe('')
  await page.reload()
  answer.resolve()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
})
