import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import type { GiftCard } from './createGiftCard.ts'

/** The company's test cards. */
export const cards = {
  approve: '4111 1111 1111 1111',
  decline: '4000 0000 0000 0002',
  insufficientFunds: '4000 0000 0000 9995',
  challenge: '4000 0000 0000 3220',
  /** Approved; once stored, it asks for its CVC. */
  asksCvc: '5555 5555 5555 4444',
} as const

/** How a shopper comes to the checkout. */
export interface CheckoutOptions {
  /** Id of a product. @default 'linen-throw' */
  product?: string
  /** Where the parcel goes; it decides which ways to pay there are. @default 'NL' */
  country?: 'NL' | 'BE' | 'DE' | 'FR' | 'US' | 'JP' | 'KW'
  isSignedIn?: boolean
}

/** What a shopper does and sees, by roles and names. */
export interface Shopper {
  /** Walks from the shelves to the checkout, by the shop's own buttons and links. */
  walkToCheckout(product: string): Promise<void>
  /** Opens the checkout with a product in the cart: one linen throw for the Netherlands by a guest, unless it says otherwise. */
  goToCheckout(options?: CheckoutOptions): Promise<void>
  /** Chooses a way to pay. */
  choose(method: string): Promise<void>
  /** The company's card fields. */
  cardFields(): FrameLocator
  /** Fills in the company's fields of the method that is chosen. */
  fillFields(number: string): Promise<void>
  /** Chooses the gift card and fills it in. */
  fillGiftCard(card: GiftCard): Promise<void>
  /** A part of the order is paid. */
  partIs(title: string, amount: string): Promise<void>
  /** The company's field for the CVC of a stored card. */
  securityCode(): Locator
  /** Chooses the card and fills in its fields. */
  fillCard(number: string): Promise<void>
  /** The one button: "Pay €…" or "Place order". */
  payButton(): Locator
  /** The chosen wallet's own button, where the one button would be. */
  walletButton(): Locator
  /** The wallet's button above the list. */
  expressButton(): Locator
  /** Presses the button once it can be pressed. */
  placeOrder(): Promise<void>
  /** The order's page has come. @returns its URL */
  orderPlaced(): Promise<string>
  /** The status says so. */
  statusIs(text: string | RegExp, page?: Page): Promise<void>
  /** Why the last try came back. */
  refusal(): Locator
  /** The bank's question. */
  challenge(): FrameLocator
  /** Answers one question of the bank. */
  answerChallenge(step: number, answer: 'Approve' | 'Refuse'): Promise<void>
}

/** Makes a shopper for a page. */
export function createShopper(page: Page): Shopper {
  const shopper: Shopper = {
    async walkToCheckout(product) {
      await page.goto('/')
      await page.getByRole('button', { name: `Add to cart: ${product}` }).click()
      await page.getByRole('link', { name: 'View cart' }).click()
      await page.getByRole('link', { name: 'Checkout' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible()
      await expect(page.getByRole('radio').first()).toBeVisible()
    },
    async goToCheckout({ product = 'linen-throw', country, isSignedIn = false } = {}) {
      // The page of the shop's front door gives the session; what a button would send then fills the cart.
      const origin = new URL((await page.request.get('/')).url()).origin
      const headers = { Origin: origin }
      const filled = await page.request.put(`/api/shop/cart/lines/${product}`, {
        headers,
        data: { quantity: 1 },
      })
      if (country) {
        const { contact } = (await filled.json()) as { contact: Record<string, string> }
        await page.request.put('/api/shop/cart/contact', { headers, data: { ...contact, country } })
      }
      if (isSignedIn) await page.request.post('/api/shop/sign-in', { headers })
      await page.goto('/checkout')
      await expect(page.getByRole('radio').first()).toBeVisible()
      if (country === 'DE') await page.getByRole('checkbox', { name: /I agree to the terms/ }).check()
    },
    async choose(method) {
      await page.getByRole('radio', { name: method, exact: true }).check()
    },
    cardFields: () => page.frameLocator('iframe[src*="/fields"]'),
    securityCode: () => page.frameLocator('iframe[src*="/cvc"]').getByLabel('CVC'),
    async fillCard(number) {
      await shopper.choose('Card')
      await shopper.fillFields(number)
    },
    async fillGiftCard({ number, pin }) {
      await shopper.choose('Gift card')
      await page.getByLabel('Gift card number').fill(number)
      await page.getByLabel('PIN', { exact: true }).fill(pin)
    },
    async partIs(title, amount) {
      const part = page.getByRole('listitem').filter({ hasText: title })
      await expect(part.filter({ hasText: amount })).toBeVisible()
    },
    async fillFields(number) {
      const fields = shopper.cardFields()
      await fields.getByLabel('Card number').fill(number)
      await fields.getByLabel('Expiry').fill('12/34')
      await fields.getByLabel('CVC').fill('123')
    },
    payButton: () => page.getByRole('button', { name: /^(Pay (?!with )|Place order)/ }),
    // The express buttons stand above the list.
    walletButton: () => page.getByRole('button', { name: 'Pay with Sandbox' }).last(),
    expressButton: () =>
      page
        .getByRole('region', { name: 'Express checkout' })
        .getByRole('button', { name: 'Pay with Sandbox' }),
    async placeOrder() {
      await expect(shopper.payButton()).toHaveAttribute('aria-disabled', 'false')
      await press(shopper.payButton())
    },
    async orderPlaced() {
      await expect(page.getByRole('heading', { level: 1, name: /^Thank you/ })).toBeVisible()
      expect(new URL(page.url()).pathname).toMatch(/^\/orders\//)
      return page.url()
    },
    async statusIs(text, where = page) {
      // The line that is announced; the steps below it name every status.
      const line = where.getByRole('region', { name: 'Payment status' }).getByRole('status').first()
      await expect(line.getByText(text, { exact: true })).toBeVisible()
    },
    refusal: () => page.getByRole('alert').filter({ hasText: /\S/ }),
    challenge: () => page.getByRole('dialog').frameLocator('iframe'),
    async answerChallenge(step, answer) {
      const question = shopper.challenge()
      await expect(question.getByText(`Step ${step} of 2`)).toBeVisible()
      await press(question.getByRole('button', { name: answer }))
    },
  }
  return shopper
}

/**
 * Presses a button. Chromium routes a press by where a frame of another site was a moment ago: one that comes right after the page
 * scrolled, or the frame grew, goes astray. A shopper's pointer is over the button first; so is this one.
 */
async function press(button: Locator): Promise<void> {
  await expect(async () => {
    await button.hover()
    expect(await button.evaluate((element) => element.matches(':hover'))).toBe(true)
  }).toPass({ timeout: 5_000 })
  await button.click()
}
