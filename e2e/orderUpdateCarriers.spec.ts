import { createOfficeDesk } from './support/createOfficeDesk.ts'
import { describeOrderUpdates } from './support/describeOrderUpdates.ts'
import { missingCarriers, openCarriers } from './support/openCarriers.ts'
import { cards } from './support/shopper.ts'
import { test as base, expect } from './support/test.ts'

const missing = missingCarriers()

const test = base.extend({
  carriers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
    async ({}, use) => {
      const carriers = await openCarriers()
      await use(carriers)
      await carriers.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

test.describe('over RabbitMQ and PostgreSQL', { tag: '@long' }, () => {
  // biome-ignore lint/suspicious/noSkippedTests: a broker and a database cannot be made where they are not installed.
  test.skip(missing !== undefined, missing)

  test.describe('as over webhooks', () => describeOrderUpdates(test))

  test('a refund while the broker is down is told as sent by itself, and arrives once it is back (E10)', async ({
    context,
    shopper,
    books,
    world,
    carriers,
  }) => {
    test.setTimeout(120_000)
    await shopper.goToCheckout()
    await shopper.fillCard(cards.approve)
    await shopper.placeOrder()
    const order = await shopper.orderPlaced()
    await shopper.statusIs('Paid')
    const desk = createOfficeDesk(await context.newPage(), world)
    await desk.openOrder(order)
    await carriers?.broker.kill()
    await desk.writePart('10')
    await desk.refundButton().click()
    await expect(desk.page.getByText('It will be sent by itself')).toBeVisible({ timeout: 15_000 })
    await expect(desk.page.getByText('Will be sent', { exact: true })).toBeVisible()
    await books.keep(9395)
    await carriers?.broker.start()
    await expect(desk.page.getByText('The refund is done.')).toBeVisible({ timeout: 60_000 })
    await desk.allDone(1)
    await shopper.statusIs('Partly refunded')
    await books.keep(8395)
  })
})
