import { type BrowserContext, test as base, type Cookie, expect, type Page } from '@playwright/test'
import { type CompanyPages, createCompanyPages } from './companyPages.ts'
import { type Books, createBooks } from './createBooks.ts'
import type { Carriers } from './openCarriers.ts'
import { openWorld, type World } from './openWorld.ts'
import { createShopper, type Shopper } from './shopper.ts'
import { watchPages } from './watchPage.ts'

interface Fixtures {
  /** What the company wrote down since the test began. */
  books: Books
  /** The company's own pages. */
  companyPages: CompanyPages
  /** A browser of its own, with nothing cached, watched like the first: another visitor, or the same with their cookies. */
  newVisitor: (cookies?: Cookie[]) => Promise<BrowserContext>
  /** Puts things into the cart and pays, by what a shopper reads. */
  shopper: Shopper
  page: Page
}

interface WorkerFixtures {
  world: World
  /** Seconds after which the shop of this file gives back what a gift card holds. @default the shop's own */
  partsSeconds: number | undefined
  /** Broker and database of this file's world. @default signed webhooks, SQLite */
  carriers: Carriers | undefined
}

/** Playwright's test, over the three processes. Trouble on a way ends with its test; a complaint of the browser fails it. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  partsSeconds: [undefined, { option: true, scope: 'worker' }],
  carriers: [undefined, { scope: 'worker' }],
  world: [
    async ({ partsSeconds, carriers }, use) => {
      const amqpUrl = carriers?.broker.url
      const world = await openWorld({ partsSeconds, amqpUrl, databaseUrl: carriers?.database.url })
      await use(world)
      await world.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  context: async ({ context, world }, use) => {
    await world.reset()
    const watch = await watchPages(context, [world.shop, world.company])
    await use(context)
    await world.reset()
    expect(watch.complaints).toEqual([])
  },
  // Tall enough that nothing scrolls by itself between two presses.
  viewport: { width: 1280, height: 1500 },
  baseURL: async ({ world }, use) => await use(world.shop),
  newVisitor: async ({ browser, world }, use) => {
    const opened: BrowserContext[] = []
    const watches: { complaints: readonly string[] }[] = []
    await use(async (cookies = []) => {
      const context = await browser.newContext({ baseURL: world.shop })
      await context.addCookies(cookies)
      watches.push(await watchPages(context, [world.shop, world.company]))
      opened.push(context)
      return context
    })
    for (const context of opened) await context.close()
    expect(watches.flatMap(({ complaints }) => complaints)).toEqual([])
  },
  // Opened before anything else in the test, so that a payment of its first steps counts too.
  books: [async ({ world }, use) => await use(await createBooks(world)), { auto: true }],
  companyPages: async ({ page, world }, use) => await use(createCompanyPages(page, world.company)),
  shopper: async ({ page }, use) => await use(createShopper(page)),
})

export { expect }
