import type { BrowserContext, Cookie, Page } from '@playwright/test'
import type { CompanyPages } from '../support/companyPages.ts'
import type { Books } from '../support/createBooks.ts'
import type { World } from '../support/openWorld.ts'
import type { Shopper } from '../support/shopper.ts'

/** One tab, and what its shopper does there. */
export interface Tab {
  readonly page: Page
  readonly shopper: Shopper
  readonly companyPages: CompanyPages
}

/** Everything that a fault plays with: the shopper's first tab, and what is around it. */
export interface Scene extends Tab {
  readonly context: BrowserContext
  readonly world: World
  readonly books: Books
  /** One more tab of the same browser, or of another one. */
  openTab(context?: BrowserContext): Promise<Tab>
  /** Another browser, with the session's cookies or without any. */
  newVisitor(cookies?: Cookie[]): Promise<BrowserContext>
}
