import { expect, type Page } from '@playwright/test'

/** What a shopper can answer on a page of the company. */
export type BankAnswer = 'Approve' | 'Refuse' | 'Cancel' | 'Never answer'

/** What a shopper can answer in the pretend banking app. */
export type AppAnswer = 'Approve' | 'Refuse' | 'Let it expire'

/** The company's own pages, as a shopper meets them. */
export interface CompanyPages {
  /** The page of the bank has come. */
  bankIsOpen(): Promise<void>
  /** Answers on the bank's page, which sends the shopper back. */
  answerBank(answer: BankAnswer): Promise<void>
  /** Opens the pretend banking app from the order's page and answers there; the order's page stays open beside it. */
  answerApp(answer: AppAnswer): Promise<void>
}

/** Makes the company's pages for a shopper's page. */
export function createCompanyPages(page: Page, company: string): CompanyPages {
  const pages: CompanyPages = {
    async bankIsOpen() {
      await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
      expect(new URL(page.url()).origin).toBe(company)
    },
    async answerBank(answer) {
      await pages.bankIsOpen()
      await page.getByRole('button', { name: answer }).click()
    },
    async answerApp(answer) {
      const [app] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('link', { name: /^Open your app/ }).click(),
      ])
      await app.getByRole('button', { name: answer }).click()
      await expect(app.getByRole('button', { name: answer })).toBeHidden()
      await app.close()
    },
  }
  return pages
}
