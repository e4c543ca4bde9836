import { createOfficeDesk, type OfficeDesk } from './createOfficeDesk.ts'
import { cards, type Shopper } from './shopper.ts'
import { expect, type test as watched } from './test.ts'

/** An order that was just paid by card, whose page stays open. @returns its page's URL */
async function buy(shopper: Shopper): Promise<string> {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  const order = await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  return order
}

/** What has to hold of order updates, whatever carries them: from the office's press to the shopper's open page and the company's books. */
export function describeOrderUpdates(test: typeof watched): void {
  let desk: OfficeDesk
  let order: string

  test.beforeEach(async ({ context, shopper, world }) => {
    order = await buy(shopper)
    desk = createOfficeDesk(await context.newPage(), world)
    await desk.openOrder(order)
  })

  test('an order is shipped, refunded twice by the same amount and then whole; the shopper’s open page follows', async ({
    page,
    shopper,
    books,
    world,
  }) => {
    await desk.ship({ carrier: 'PostNL', number: '3SPAY0001' })
    const status = page.getByRole('region', { name: 'Payment status' })
    const parcel = status.getByRole('list', { name: 'Shipping' }).getByRole('listitem')
    await expect(parcel).toContainText('Shipped on')
    await expect(parcel).toContainText('PostNL 3SPAY0001')
    await shopper.statusIs('Paid')
    await desk.refundPart('10,50')
    await shopper.statusIs('Partly refunded')
    await expect(status.getByText('€10.50 has been sent back')).toBeVisible()
    await desk.refundPart('10.50')
    await expect(status.getByText('€21.00 has been sent back')).toBeVisible()
    await desk.refundableIs('€72.95')
    await desk.writePart('72.96')
    await desk.refundButton().click()
    const amount = desk.page.getByLabel('Amount in EUR')
    await expect(amount).toHaveAccessibleDescription(/That is more than the €72\.95 that is left/)
    await expect(amount).toBeFocused()
    await books.keep(7295)
    await desk.page.getByRole('radio', { name: 'All that is left, €72.95' }).check()
    await desk.refundRest()
    await shopper.statusIs('Refunded')
    await desk.allDone(4)
    await desk.refundableIs('€0.00')
    await books.keepNothing()
    await page.request.post('/api/shop/sign-in', { headers: { Origin: world.shop } })
    await page.goto('/account')
    const listed = page.getByRole('listitem').filter({ hasText: 'Linen throw' })
    await expect(listed).toContainText('Shipped')
    await expect(listed).toContainText('€93.95 refunded')
  })

  test('a double click on the refund is one refund in the company’s books (E11) @long', async ({
    shopper,
    books,
  }) => {
    await desk.writePart('10')
    await desk.refundButton().dblclick()
    await desk.allDone(1)
    await shopper.statusIs('Partly refunded')
    await books.keep(8395)
  })

  test('a refund while the orchestrator is down is told as sent later, and arrives once it is back (E10) @long', async ({
    shopper,
    books,
    world,
  }) => {
    await world.kill('orchestrator')
    await desk.refundPart('10')
    await expect(desk.page.getByText('It will be sent as soon as the company can be reached.')).toBeVisible()
    await expect(desk.page.getByText('On its way')).toBeVisible()
    await desk.refundableIs('€83.95')
    await books.keep(9395)
    await world.restart('orchestrator')
    await desk.allDone(1)
    await expect(desk.page.getByText('The refund is done.')).toBeVisible()
    await shopper.statusIs('Partly refunded')
    await books.keep(8395)
  })
}
