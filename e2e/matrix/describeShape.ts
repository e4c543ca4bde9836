import type { BrowserContext } from '@playwright/test'
import { createCompanyPages } from '../support/companyPages.ts'
import { createShopper } from '../support/shopper.ts'
import { test } from '../support/test.ts'
import { clickFaults } from './clickFaults.ts'
import type { Fault } from './Fault.ts'
import { killFaults } from './killFaults.ts'
import { lateFaults } from './lateFaults.ts'
import { lossFaults } from './lossFaults.ts'
import { networkFaults } from './networkFaults.ts'
import type { ShapeName } from './Shape.ts'
import { shapes } from './shapes.ts'
import type { Scene } from './Tab.ts'
import { tabFaults } from './tabFaults.ts'
import { wayBackFaults } from './wayBackFaults.ts'

/** The matrix's second table: everything that goes wrong. */
const faults: readonly Fault[] = [
  ...clickFaults,
  ...tabFaults,
  ...lossFaults,
  ...wayBackFaults,
  ...lateFaults,
  ...networkFaults,
  ...killFaults,
]

/** The back/forward cache is on, as in a shopper's browser: Playwright's own default is without. */
const withPageCache = {
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
}

/** Makes the tests of one shape: a cell of the matrix each. */
export function describeShape(name: ShapeName): void {
  const shape = shapes[name]
  test.use({ launchOptions: withPageCache })
  for (const { title, often, not, play } of faults) {
    if (not?.[name]) continue
    const tag = often.includes(name) ? [] : ['@long']
    test(`${name}: ${title}`, { tag }, async ({
      page,
      context,
      shopper,
      companyPages,
      world,
      books,
      newVisitor,
    }) => {
      if (tag.length > 0) test.setTimeout(60_000)
      await shopper.goToCheckout({ country: shape.country })
      const openTab = async (other: BrowserContext = context) => {
        const tab = await other.newPage()
        const pages = createCompanyPages(tab, world.company)
        return { page: tab, shopper: createShopper(tab), companyPages: pages }
      }
      const scene: Scene = { page, context, shopper, companyPages, world, books, newVisitor, openTab }
      await play(scene, shape)
    })
  }
}
