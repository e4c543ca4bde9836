import type { Page } from '@playwright/test'
import type { Exchange } from './support/openFaultProxy.ts'
import { cards, type Shopper } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

const streams = /^GET .*\/events$/
const bus = /^POST \/api\/payments\/bus$/

/** A stream that has told something. */
const hasTold =
  (text: string) =>
  ({ path, answer }: Exchange): boolean =>
    path.endsWith('/events') && answer.includes(text)

/** An order that waits for the shopper's phone; its page follows. @returns where the phone approves */
async function orderByPhone(page: Page, shopper: Shopper): Promise<string> {
  await shopper.goToCheckout()
  await shopper.choose('Scan to pay')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Confirming')
  const app = await page.getByRole('link', { name: /^Open your app/ }).getAttribute('href')
  return app ?? ''
}

/** The shopper approves on another device, whose page is closed again. */
async function approve(page: Page, app: string): Promise<void> {
  const phone = await page.context().newPage()
  await phone.goto(app)
  await phone.getByRole('button', { name: 'Approve' }).click()
  await expect(phone.getByRole('button', { name: 'Approve' })).toBeHidden()
  await phone.close()
}

test('a stream that a proxy lets open and then holds back is read instead, within 5 seconds (D1)', async ({
  page,
  shopper,
  world,
}) => {
  await page.clock.install()
  const { browserToShop } = world.links
  browserToShop.make({ kind: 'stall-answer' }, streams)
  const app = await orderByPhone(page, shopper)
  await browserToShop.waitFor(streams)
  await approve(page, app)
  await page.clock.runFor(5_000)
  await expect(page.getByRole('region', { name: 'Payment status' })).toHaveAttribute('data-status', 'paid')
  await shopper.statusIs('Paid')
})

test('a connection that is half open is noticed, and another one tells the truth (D2)', async ({
  page,
  shopper,
  world,
}) => {
  await page.clock.install()
  const { browserToShop } = world.links
  const stalled = Promise.withResolvers<void>()
  const end = browserToShop.make({ kind: 'freeze-answer', after: stalled.promise }, streams)
  const app = await orderByPhone(page, shopper)
  await browserToShop.waitFor(hasTold('data: '))
  const count = browserToShop.seen(streams).length
  stalled.resolve()
  end()
  await approve(page, app)
  await browserToShop.waitFor(hasTold('"paid"'))
  await shopper.statusIs('Confirming')
  await page.clock.runFor(36_100)
  await browserToShop.waitFor(streams, { count: count + 1 })
  await shopper.statusIs('Paid')
})

test('a shop that is killed between two events tells the second one when it is back (D3, D5)', async ({
  page,
  shopper,
  world,
}) => {
  const app = await orderByPhone(page, shopper)
  const { browserToShop, orchestratorToShop } = world.links
  await browserToShop.waitFor(hasTold('data: '))
  await world.kill('shop')
  await approve(page, app)
  await orchestratorToShop.waitFor(bus)
  await world.restart('shop')
  await shopper.statusIs('Paid')
  await expect(page.getByText(/Reload the page/)).toBeHidden()
})

test('a payment that is settled keeps its stream: money that goes back much later shows by itself (D12)', async ({
  page,
  shopper,
  books,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  const { browserToShop } = world.links
  const count = browserToShop.seen(streams).length
  const [payment] = await books.payments()
  const refunded = await page.request.post(`${world.company}/v1/payments/${payment?.id}/refund`, {
    headers: {
      Authorization: `Bearer ${world.secrets.companySecretKey}`,
      'Idempotency-Key': 'a-refund-by-hand-0001',
    },
    data: { amount: { value: 1000, currency: 'EUR' }, reference: 'by-hand' },
  })
  expect(refunded.ok()).toBe(true)
  await shopper.statusIs('Partly refunded')
  await expect(page.getByRole('status').getByText('€10.00 has been sent back to you.')).toBeVisible()
  expect(browserToShop.seen(streams)).toHaveLength(count)
})

test('a network that comes back, and a page that is restored, are one stream each time', async ({
  page,
  context,
  shopper,
  world,
}) => {
  const app = await orderByPhone(page, shopper)
  const { browserToShop } = world.links
  const first = browserToShop.seen(streams).length
  /** So many more streams have been opened, and the newest has told something. */
  const follows = async (more: number) => {
    const newest = await browserToShop.waitFor(streams, { count: first + more })
    await browserToShop.waitFor((one) => one === newest && hasTold('data: ')(one))
  }
  await follows(0)
  await context.setOffline(true)
  await context.setOffline(false)
  await follows(1)
  await page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await follows(2)
  // All but the newest have ended at the server.
  await browserToShop.waitFor(streams, { count: first + 1, answered: true })
  await approve(page, app)
  await shopper.statusIs('Paid')
  expect(browserToShop.seen(streams)).toHaveLength(first + 2)
})
