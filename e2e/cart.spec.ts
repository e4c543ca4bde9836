import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('a cart change reaches the fields while they are mounted, and the new amount is charged', async ({
  page,
  shopper,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  const fields = shopper.cardFields()
  await expect(fields.getByText('€93.95')).toBeVisible()
  await page.getByRole('button', { name: 'One Linen throw more' }).click()
  await expect(fields.getByText('€182.95')).toBeVisible()
  await expect(fields.getByLabel('Card number')).toHaveValue(cards.approve)
  await expect(shopper.payButton()).toHaveText('Pay €182.95')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  const { payments } = await world.readLedger()
  expect(payments.at(-1)).toMatchObject({ capturedAmount: { value: 18_295 } })
})

test('a cart that another tab has changed is shown with its new total before anything is charged (B12)', async ({
  page,
  context,
  shopper,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  const before = (await world.readLedger()).payments.length
  const tab = await context.newPage()
  await tab.goto('/cart')
  await tab.getByRole('button', { name: 'One Linen throw more' }).click()
  await expect(tab.getByText('€182.95')).toBeVisible()
  await page.bringToFront()
  await shopper.placeOrder()
  await expect(page.getByRole('button', { name: 'Continue with €182.95' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('€178.00')
  expect((await world.readLedger()).payments).toHaveLength(before)
  await page.getByRole('button', { name: 'Continue with €182.95' }).click()
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  expect((await world.readLedger()).payments.at(-1)).toMatchObject({ capturedAmount: { value: 18_295 } })
})

test('a cart that another tab has emptied is shown empty, and nothing is ordered (B12)', async ({
  page,
  context,
  shopper,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Scan to pay')
  const before = (await world.readLedger()).payments.length
  const tab = await context.newPage()
  await tab.goto('/cart')
  await tab.getByRole('button', { name: 'Remove Linen throw' }).click()
  await expect(tab.getByText('There is nothing in your cart yet.')).toBeVisible()
  await shopper.placeOrder()
  await expect(page.getByText('There is nothing in your cart yet.')).toBeVisible()
  expect((await world.readLedger()).payments).toHaveLength(before)
})

test('a cart survives a reload and lies on the server', async ({ page, shopper, context }) => {
  await shopper.walkToCheckout('Tea towels, pair')
  await page.goto('/cart')
  await page.getByRole('button', { name: 'One Tea towels, pair more' }).click()
  await expect(page.getByText('€41.95')).toBeVisible()
  await page.reload()
  await expect(page.getByText('€41.95')).toBeVisible()
  const [cookie, ...others] = await context.cookies()
  expect(others).toEqual([])
  expect(cookie).toMatchObject({ name: 'payloom_session', httpOnly: true, sameSite: 'Lax' })
  expect(cookie?.value).toMatch(/^[0-9a-f]{32}$/)
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
})

test('an empty cart has nothing to check out', async ({ page }) => {
  await page.goto('/checkout')
  await expect(page.getByText('There is nothing in your cart yet.')).toBeVisible()
  await page.getByRole('link', { name: 'Look at the shelves' }).click()
  await expect(page.getByRole('button', { name: 'Add to cart: Linen throw' })).toBeVisible()
})

test('an empty cart leads to what was ordered last (B3)', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  const placed = await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  for (const path of ['/cart', '/checkout']) {
    await page.goto(path)
    const last = page.getByRole('region', { name: 'Your last order' })
    await expect(last).toContainText('€93.95')
    await last.getByRole('link', { name: 'See its status' }).click()
    await shopper.statusIs('Paid')
    expect(page.url()).toBe(placed)
  }
})

test('a browser that blocks cookies is told so wherever it is, and is not told that a cart holds something (B10)', async ({
  page,
  context,
}) => {
  await (await context.newCDPSession(page)).send('Emulation.setDocumentCookieDisabled', { disabled: true })
  await page.goto('/')
  const add = page.getByRole('button', { name: 'Add to cart: Linen throw' })
  await add.click()
  await expect(page.getByRole('alert').filter({ hasText: 'blocks cookies' })).toBeVisible()
  await expect(page.getByText('is in your cart')).toBeHidden()
  for (const path of ['/', '/checkout', '/cart']) {
    await page.goto(path)
    await expect(page.getByText('Allow cookies for this site and reload the page.')).toBeVisible()
  }
})
