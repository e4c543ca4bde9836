import AxeBuilder from '@axe-core/playwright'
import { createOfficeDesk } from './support/createOfficeDesk.ts'
import { cards, type Shopper } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

const tell = /^POST \/api\/shop\/office\/orders\/.*\/updates$/

async function buy(shopper: Shopper, method?: string): Promise<string> {
  await shopper.goToCheckout()
  if (method) await shopper.choose(method)
  else await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  return await shopper.orderPlaced()
}

test('without its key the office tells and takes nothing; a shopper’s session is no key', async ({
  page,
  shopper,
  books,
  world,
}) => {
  const order = await buy(shopper, 'Pay at pickup')
  const id = order.split('/').at(-1) ?? ''
  const calls = `/api/shop/office/orders/${id}`
  const headers = { Origin: world.shop }
  const data = { updateId: '1'.repeat(32), kind: 'refunded' }
  expect((await page.request.get('/api/shop/office/orders')).status()).toBe(401)
  expect((await page.request.get(calls)).status()).toBe(401)
  expect((await page.request.post(`${calls}/updates`, { headers, data })).status()).toBe(401)
  await page.goto('/')
  await expect(page.getByRole('link', { name: /office/i })).toHaveCount(0)
  await page.goto(`/office/orders/${id}`)
  await page.getByLabel('Key').fill('not the key of it')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Key')).toHaveAccessibleDescription(/not the key of the back office/)
  await expect(page.getByLabel('Key')).toBeFocused()
  await expect(page.getByText('Ada')).toBeHidden()
  await page.getByLabel('Key').fill(world.secrets.office)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Placed, paid later')).toBeVisible()
  await expect(page.getByText('No money has been taken.')).toBeVisible()
  // The shop's own calls are sent without it.
  const cookies = await page.context().cookies(`${world.shop}/api/shop/office`)
  expect(cookies.find(({ name }) => name === 'payloom_office')).toMatchObject({
    ...{ httpOnly: true, sameSite: 'Strict', path: '/api/shop/office' },
  })
  await page.getByRole('link', { name: 'All orders' }).click()
  await expect(page.getByRole('link', { name: id })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByLabel('Key')).toBeVisible()
  expect((await page.request.get(calls)).status()).toBe(401)
  await books.keepNothing()
})

test('an answer that is lost on its way is asked for again by the same button, and the refund counts once (E11)', {
  tag: '@long',
}, async ({ context, shopper, books, world }) => {
  const order = await buy(shopper)
  const desk = createOfficeDesk(await context.newPage(), world)
  await desk.openOrder(order)
  // The browser asks once more by itself.
  const end = world.links.browserToShop.make({ kind: 'cut-answer' }, tell)
  await desk.writePart('10')
  await desk.refundButton().click()
  await expect(desk.page.getByText('it is the same one, and counts once')).toBeVisible()
  await expect(desk.page.getByLabel('Amount in EUR')).not.toBeEditable()
  end()
  await desk.page.getByRole('button', { name: 'Try again' }).click()
  await desk.allDone(1)
  await shopper.statusIs('Partly refunded')
  await books.keep(8395)
  const bodies = world.links.browserToShop.seen(tell).map(({ body }) => body)
  expect(bodies.length).toBeGreaterThan(1)
  expect(new Set(bodies).size).toBe(1)
})

test('an order that is placed is shipped, and its number added later', {
  tag: '@long',
}, async ({ context, page, shopper, books, world }) => {
  const order = await buy(shopper, 'Cash on delivery')
  const desk = createOfficeDesk(await context.newPage(), world)
  await desk.openOrder(order)
  await desk.ship()
  await desk.allDone(1)
  const tracking = desk.page.getByRole('form', { name: 'Add tracking' })
  await tracking.getByRole('button', { name: 'Add tracking' }).click()
  await expect(tracking.getByLabel('Carrier')).toBeFocused()
  await expect(tracking.getByLabel('Tracking number')).toHaveAccessibleDescription(/Enter the number/)
  await tracking.getByLabel('Carrier').fill('PostNL')
  await tracking.getByLabel('Tracking number').fill('3SPAY0002')
  await tracking.getByRole('button', { name: 'Add tracking' }).click()
  await desk.allDone(2)
  const parcels = page.getByRole('list', { name: 'Shipping' }).getByRole('listitem')
  await expect(parcels).toHaveCount(1)
  await expect(parcels).toContainText('PostNL 3SPAY0002')
  await books.keepNothing()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the office is accessible in ${colorScheme} colours, narrow and wide`, { tag: '@long' }, async ({
    page,
    shopper,
    world,
  }) => {
    const expectNoViolations = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
      expect(found).toEqual([])
      const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      expect(await page.evaluate(overflow)).toBe(0)
    }
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const order = await buy(shopper)
    await shopper.statusIs('Paid')
    await page.goto('/office')
    await expect(page.getByLabel('Key')).toBeVisible()
    await expectNoViolations()
    const desk = createOfficeDesk(page, world)
    await desk.openOrder(order)
    await desk.ship({ carrier: 'PostNL', number: '3SPAY0003' })
    await desk.writePart('1.000,50')
    await desk.refundButton().click()
    await expect(page.getByText('at most one point or comma')).toBeVisible()
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await expectNoViolations()
    }
    await page.getByRole('link', { name: 'All orders' }).click()
    await expect(page.getByRole('listitem').first()).toBeVisible()
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await expectNoViolations()
    }
  })
}
