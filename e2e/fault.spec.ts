import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

const list = /^GET \/api\/payments\/methods/
const validate = /^POST \/api\/payments\/payments\/[^/]+\/attempts$/

test('a list that answers with a page of HTML is an error with a retry, and the rest of the page works (A9)', async ({
  page,
  shopper,
  world,
}) => {
  const end = world.links.browserToShop.make({ kind: 'html' }, list)
  await page.goto('/')
  await page.getByRole('button', { name: 'Add to cart: Linen throw' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Linen throw is in your cart.' })).toBeVisible()
  await page.goto('/checkout')
  const retry = page.getByRole('button', { name: 'Try again' })
  await expect(retry).toBeVisible()
  await expect(page.getByText('Welcome to the airport')).toBeHidden()
  await expect(page.getByLabel('Email')).toBeEditable()
  await page.getByRole('button', { name: 'One Linen throw more' }).click()
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('€182.95')
  end()
  await retry.click()
  await shopper.choose('Pay at pickup')
  await shopper.placeOrder()
  await shopper.orderPlaced()
})

test('a list whose answer stalls is an error with a retry (A8)', async ({ page, shopper, world }) => {
  await shopper.goToCheckout()
  await page.clock.install()
  const end = world.links.browserToShop.make({ kind: 'stall-answer' }, list)
  await page.goto('/checkout')
  await world.links.browserToShop.waitFor((one) => one.fault === 'stall-answer')
  const retry = page.getByRole('button', { name: 'Try again' })
  await expect(async () => {
    await page.clock.runFor(5_000)
    await expect(retry).toBeVisible({ timeout: 100 })
  }).toPass()
  end()
  await retry.click()
  await expect(page.getByRole('radio').first()).toBeVisible()
})

test('an order whose answer stalls is placed once, and its page tells the truth (A8)', async ({
  page,
  shopper,
  world,
}) => {
  const { browserToShop } = world.links
  const before = (await world.readLedger()).payments.length
  await page.clock.install()
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  browserToShop.make({ kind: 'stall-answer' }, validate, 1)
  await shopper.placeOrder()
  await browserToShop.waitFor(validate, { answered: true })
  await page.clock.runFor(31_000)
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  expect(browserToShop.seen(validate)).toHaveLength(1)
  expect((await world.readLedger()).payments).toHaveLength(before + 1)
})

test('an order that the browser itself sends twice is placed once (A2)', async ({ shopper, world }) => {
  const { browserToShop } = world.links
  const before = (await world.readLedger()).payments.length
  // Without a byte of an answer, Chromium sends the same bytes again on a fresh connection, without asking the page.
  browserToShop.make({ kind: 'cut-answer' }, validate, 1)
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  const keys = browserToShop.seen(validate).map(({ headers }) => headers['idempotency-key'])
  expect(new Set(keys).size).toBe(1)
  expect((await world.readLedger()).payments).toHaveLength(before + 1)
})

test('a company’s script that is blocked leaves every other way to pay, and comes back with a retry (C1, C4)', async ({
  page,
  shopper,
  world,
}) => {
  await page.clock.install()
  const end = world.links.browserToCompany.make({ kind: 'refuse' }, /sandbox\.js/)
  await shopper.goToCheckout()
  await shopper.choose('Card')
  for (let count = 1; count <= 3; count += 1) {
    await world.links.browserToCompany.waitFor(/sandbox\.js/, { count })
    await page.clock.runFor(2_000)
  }
  const panel = page.getByRole('alert').filter({ hasText: 'blocked' })
  await expect(panel).toBeVisible()
  await shopper.choose('Pay at pickup')
  await expect(shopper.payButton()).toHaveAttribute('aria-disabled', 'false')
  end()
  await shopper.choose('Card')
  await expect(shopper.cardFields().getByLabel('Card number')).toBeVisible()
})

test('while the orchestrator is down nothing can be paid, and afterwards it can', async ({
  page,
  shopper,
  world,
}) => {
  const end = world.links.shopToOrchestrator.make({ kind: 'refuse' }, /./)
  await page.goto('/')
  await page.getByRole('button', { name: 'Add to cart: Linen throw' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Linen throw is in your cart.' })).toBeVisible()
  await page.goto('/checkout')
  const retry = page.getByRole('button', { name: 'Try again' })
  await expect(retry).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'not available right now' })).toBeVisible()
  end()
  await retry.click()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
})

test('an order that meets a company that is down is neither charged nor lost', async ({
  shopper,
  world,
  page,
}) => {
  const { orchestratorToCompany } = world.links
  const before = (await world.readLedger()).payments.length
  const end = orchestratorToCompany.make({ kind: 'refuse' }, /./)
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await orchestratorToCompany.waitFor(/^POST \/v1\/payments$/)
  await expect(page.getByText('You do not need to pay again')).toBeVisible()
  expect((await world.readLedger()).payments).toHaveLength(before)
  await page.getByRole('link', { name: 'Follow your order' }).click()
  await shopper.orderPlaced()
  end()
  expect((await world.readLedger()).payments).toHaveLength(before)
})

test('with the bus cut a placed card order never says paid', async ({ page, shopper, world }) => {
  const { orchestratorToShop } = world.links
  const end = orchestratorToShop.make({ kind: 'refuse' }, /./)
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  // The money was taken, and the word of it was tried twice and lost twice.
  await orchestratorToShop.waitFor(/^POST \/api\/payments\/bus$/, { count: 2 })
  expect((await world.readLedger()).payments.at(-1)).toMatchObject({ status: 'succeeded' })
  await page.reload()
  await shopper.statusIs('Received')
  await expect(page.getByText('Your payment has arrived')).toBeHidden()
  end()
  // Nothing is lost either: the next try of the same word gets through.
  await orchestratorToShop.waitFor((one) => one.fault === undefined, { answered: true })
  await shopper.statusIs('Paid')
})
