import { buildQuickStart } from './support/buildQuickStart.ts'
import { openWorld, type World } from './support/openWorld.ts'
import { cards } from './support/shopper.ts'
import { test as base } from './support/test.ts'

// The demo serves each of the README's quick starts as a page of its own, under the policy of every page.
const test = base.extend<object, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const pages = await Promise.all([buildQuickStart(0), buildQuickStart(1)])
      const files = pages.flatMap((page, index) =>
        [...page].map(([name, content]) => [`quick-start/${index + 1}/${name}`, content] as const),
      )
      const world = await openWorld({ files: new Map(files) })
      await use(world)
      await world.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

test('the quick start with components takes a card', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await page.goto('/quick-start/1/index.html')
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
})

test('the quick start without markup of ours takes a card', async ({ page, shopper }) => {
  await shopper.goToCheckout()
  await page.goto('/quick-start/2/index.html')
  await page.getByRole('button', { name: 'Card', exact: true }).click()
  const fields = shopper.cardFields()
  await fields.getByLabel('Card number').fill(cards.approve)
  await fields.getByLabel('Expiry').fill('12/34')
  await fields.getByLabel('CVC').fill('123')
  await page.getByRole('button', { name: 'Buy' }).click()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
})
