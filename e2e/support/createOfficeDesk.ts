import { expect, type Locator, type Page } from '@playwright/test'
import type { World } from './openWorld.ts'

/** What the people of the shop do in the back office, by roles and names. */
export interface OfficeDesk {
  /** The office's page, in a tab of its own. */
  readonly page: Page
  /** Opens an order's page in the office, by its address in the shop; signs in where that is asked. */
  openOrder(url: string): Promise<void>
  /** Ships the order. */
  ship(tracking?: { carrier: string; number: string }): Promise<void>
  /** Chooses a part of what is left, and writes it down. */
  writePart(amount: string): Promise<void>
  /** Refunds a part. */
  refundPart(amount: string): Promise<void>
  /** Refunds all that is left. */
  refundRest(): Promise<void>
  /** The button of the refund. */
  refundButton(): Locator
  /** So many updates are known, and all of them are done. */
  allDone(count: number): Promise<void>
  /** What can be refunded, as the page says it. */
  refundableIs(amount: string): Promise<void>
}

/** Makes a desk in a tab. */
export function createOfficeDesk(page: Page, world: Pick<World, 'secrets'>): OfficeDesk {
  const refund = page.getByRole('form', { name: 'Refund' })
  const updates = page.getByRole('region', { name: 'What you told' }).getByRole('listitem')
  /** The form is open, or is opened once more. */
  const openRefund = async (): Promise<void> => {
    const again = page.getByRole('button', { name: 'Refund more' })
    await expect(desk.refundButton().or(again)).toBeVisible()
    if (await again.isVisible()) await again.click()
  }
  const desk: OfficeDesk = {
    page,
    async openOrder(url) {
      const id = new URL(url).pathname.split('/').at(-1) ?? ''
      await page.goto(`/office/orders/${id}`)
      const heading = page.getByRole('heading', { level: 1, name: /^(Back office|Order LT-)/ })
      await expect(heading).toBeVisible()
      const key = page.getByLabel('Key')
      const money = page.getByRole('region', { name: 'Payment' })
      await expect(key.or(money)).toBeVisible()
      if (await key.isVisible()) {
        await key.fill(world.secrets.office)
        await page.getByRole('button', { name: 'Sign in' }).click()
      }
      await expect(money).toBeVisible()
    },
    async ship(tracking) {
      const form = page.getByRole('form', { name: 'Ship' })
      if (tracking) {
        await form.getByLabel('Carrier').fill(tracking.carrier)
        await form.getByLabel('Tracking number').fill(tracking.number)
      }
      await form.getByRole('button', { name: 'Ship' }).click()
      await expect(form.getByText('The shipment is')).toBeVisible()
    },
    async writePart(amount) {
      await openRefund()
      await refund.getByRole('radio', { name: 'A part of it' }).check()
      await refund.getByLabel(/^Amount in/).fill(amount)
    },
    async refundPart(amount) {
      await desk.writePart(amount)
      await desk.refundButton().click()
      await expect(refund.getByText('The refund is')).toBeVisible()
    },
    async refundRest() {
      await openRefund()
      await desk.refundButton().click()
      await expect(refund.getByText('The refund is')).toBeVisible()
    },
    refundButton: () => refund.getByRole('button', { name: /^Refund( .\d|$)/ }),
    async allDone(count) {
      await expect(updates.getByText('Done', { exact: true })).toHaveCount(count)
      await expect(updates).toHaveCount(count)
    },
    async refundableIs(amount) {
      const money = page.getByRole('region', { name: 'Payment' })
      await expect(money.getByRole('definition').last()).toHaveText(amount)
    },
  }
  return desk
}
