import { expect, type Locator, type Page } from '@playwright/test'

/** The company's window, as a shopper meets it. */
export interface WalletSheet {
  readonly page: Page
  /** The price of what is chosen is there. */
  priceIs(amount: string): Promise<void>
  /** Chooses where to send. */
  chooseCountry(name: string): Promise<void>
  /** Chooses a way of sending. */
  chooseShipping(label: RegExp): Promise<void>
  /** Chooses what the wallet pays with. */
  chooseFunding(label: 'Sandbox balance' | 'A card that declines'): Promise<void>
  pay(): Promise<void>
  /** Presses Cancel; the window closes. */
  cancel(): Promise<void>
}

/** Presses a wallet's own button and gets the window that it opens. */
export async function openWalletSheet(page: Page, button: Locator): Promise<WalletSheet> {
  const [window] = await Promise.all([page.waitForEvent('popup'), button.click()])
  const pay = window.getByRole('button', { name: 'Pay', exact: true })
  await expect(pay).toBeVisible()
  return {
    page: window,
    priceIs: (amount) => expect(window.getByRole('status').filter({ hasText: amount }).first()).toBeVisible(),
    async chooseCountry(name) {
      await window.getByLabel('Country').selectOption(name)
    },
    chooseShipping: (label) => window.getByRole('radio', { name: label }).check(),
    chooseFunding: (label) => window.getByRole('radio', { name: label }).check(),
    async pay() {
      await expect(pay).toBeEnabled()
      await pay.click()
    },
    async cancel() {
      const closed = window.waitForEvent('close')
      // The window that the press closes may be gone before the press is acknowledged.
      const press = window.getByRole('button', { name: 'Cancel' }).click()
      await press.catch((error: unknown) => {
        if (!window.isClosed()) throw error
      })
      await closed
    },
  }
}
