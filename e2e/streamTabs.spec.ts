import type { BrowserContext } from '@playwright/test'
import { createShopper } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

const streams = /^GET .*\/events$/

/** Milliseconds that an order may take beside nine tabs: six streams would hold every connection that HTTP/1.1 has, for good. */
const patience = 3000

/** Opens the page of an order in so many tabs, each of which follows it. */
async function openTabs(context: BrowserContext, order: string, count: number): Promise<void> {
  for (let opened = 0; opened < count; opened += 1) {
    const tab = await context.newPage()
    await tab.goto(order)
    await createShopper(tab).statusIs('Confirming')
  }
}

for (const { orders, tag, name } of [
  { orders: 1, tag: [], name: 'with nine tabs that follow an order, the tenth places another at once (D7)' },
  { orders: 30, tag: '@long', name: 'thirty orders in the tenth tab beside nine that follow (D7)' },
]) {
  test(name, { tag }, async ({ page, context, shopper, world }) => {
    test.setTimeout(60_000 + orders * 10_000)
    const { browserToShop } = world.links
    await shopper.goToCheckout()
    await shopper.choose('Scan to pay')
    await shopper.placeOrder()
    const order = await shopper.orderPlaced()
    await shopper.statusIs('Confirming')
    await openTabs(context, order, 8)
    // Three of the nine stream; whose place another took reads now and then.
    const opened = browserToShop.seen(streams).length
    await browserToShop.waitFor(streams, { count: opened - 3, answered: true })

    const tenth = await context.newPage()
    const buyer = createShopper(tenth)
    const took: number[] = []
    for (let count = 1; count <= orders; count += 1) {
      await buyer.goToCheckout({ product: 'tea-towels' })
      await buyer.choose('Pay at pickup')
      await expect(buyer.payButton()).toHaveAttribute('aria-disabled', 'false')
      const answered = tenth.waitForResponse((response) => /\/attempts$/.test(response.url()))
      await buyer.placeOrder()
      const response = await answered
      await response.finished()
      // From the moment at which the page asks: the wait for a free connection counts.
      took.push(response.request().timing().responseEnd)
      await buyer.orderPlaced()
    }
    took.sort((one, other) => one - other)
    const longest = took.at(-1) ?? Number.POSITIVE_INFINITY
    test.info().annotations.push({
      type: 'order beside nine tabs',
      description: `median ${took[orders >> 1]?.toFixed(0)} ms, longest ${longest.toFixed(0)} ms of ${orders}`,
    })
    expect(longest).toBeLessThan(patience)
    await expect(page.getByRole('region', { name: 'Payment status' })).toBeVisible()
  })
}
