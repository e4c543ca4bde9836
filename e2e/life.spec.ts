import { cards, createShopper } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

const returned = /^GET \/api\/payments\/return\//
const streams = /^GET .*\/events$/
const day = 24 * 60 * 60 * 1000

test('a session that is gone between the list and the button is told, and pays once it is back (B13)', async ({
  context,
  shopper,
  books,
}) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  const kept = await context.cookies()
  await context.clearCookies()
  await shopper.placeOrder()
  await expect(shopper.refusal()).toContainText('has ended. Reload the page')
  await books.keepNothing()
  await context.clearCookies()
  await context.addCookies(kept)
  await expect(shopper.cardFields().getByLabel('Card number')).toHaveValue(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
})

test('a page that was frozen while the money came says so when it thaws, over one stream (B8)', {
  tag: '@long',
}, async ({ page, context, shopper, books, world }) => {
  await shopper.goToCheckout()
  await shopper.choose('Scan to pay')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Confirming')
  const app = await page.getByRole('link', { name: /^Open your app/ }).getAttribute('href')
  const devtools = await context.newCDPSession(page)
  const phone = await context.newPage()
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await phone.goto(app ?? '')
  await phone.getByRole('button', { name: 'Approve' }).click()
  await books.keep(9395)
  await phone.close()
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await shopper.statusIs('Paid')
  // A stream that another took the place of has ended at the server.
  const { browserToShop } = world.links
  const count = browserToShop.seen(streams).length
  if (count > 1) await browserToShop.waitFor(streams, { count: count - 1, answered: true })
})

for (const [name, skew] of [
  ['a day behind', -day],
  ['a day ahead', day],
] as const) {
  test(`a browser whose clock is ${name} pays by card and at the bank (B9)`, { tag: '@long' }, async ({
    page,
    shopper,
    companyPages,
    books,
  }) => {
    await page.clock.install({ time: Date.now() + skew })
    await shopper.goToCheckout()
    await shopper.fillCard(cards.challenge)
    await shopper.placeOrder()
    await shopper.answerChallenge(1, 'Approve')
    await shopper.answerChallenge(2, 'Approve')
    await shopper.orderPlaced()
    await shopper.statusIs('Paid')
    await books.keep(9395)
    await shopper.goToCheckout({ product: 'tea-towels' })
    await shopper.choose('Online banking')
    await shopper.placeOrder()
    await companyPages.answerBank('Approve')
    await shopper.orderPlaced()
    await shopper.statusIs('Paid')
    await books.keep(9395 + 2345, { from: 2 })
  })
}

test('a browser whose clock is a day behind pays by a code (B9)', { tag: '@long' }, async ({
  page,
  shopper,
  companyPages,
}) => {
  await page.clock.install({ time: Date.now() - day })
  await shopper.goToCheckout()
  await shopper.choose('Scan to pay')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Confirming')
  await companyPages.answerApp('Approve')
  await shopper.statusIs('Paid')
})

test('a return that two tabs and another browser open at once leads all to the same paid order (B5, B6)', {
  tag: '@long',
}, async ({ context, shopper, companyPages, newVisitor, books, world }) => {
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  const { browserToShop } = world.links
  // The tab that is sent back never arrives.
  const end = browserToShop.make({ kind: 'refuse' }, returned)
  await companyPages.answerBank('Approve')
  const { path } = await browserToShop.waitFor(returned)
  end()
  const stranger = await newVisitor()
  const [one, two, other] = await Promise.all([context.newPage(), context.newPage(), stranger.newPage()])
  await Promise.all([one, two, other].map((tab) => tab.goto(path)))
  const placed = await createShopper(one).orderPlaced()
  expect(await createShopper(two).orderPlaced()).toBe(placed)
  await shopper.statusIs('Paid', one)
  await shopper.statusIs('Paid', two)
  await shopper.statusIs('Paid', other)
  await expect(other.getByText('Ada')).toBeHidden()
  expect(await books.payments()).toHaveLength(1)
  await books.keep(9395)
})

test('a return that is opened again the next day still leads to the paid order (B6)', {
  tag: '@long',
}, async ({ page, shopper, companyPages, books, world }) => {
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  await companyPages.answerBank('Approve')
  const order = await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  const [first] = world.links.browserToShop.seen(returned)
  await page.clock.install({ time: Date.now() + day })
  await page.goto(first?.path ?? '')
  expect(await shopper.orderPlaced()).toBe(order)
  await shopper.statusIs('Paid')
  expect(await books.payments()).toHaveLength(1)
})

test('a return that claims success for what nobody has paid is told to wait, and the claim leaves the address (C11)', async ({
  page,
  shopper,
  companyPages,
  books,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.choose('Online banking')
  await shopper.placeOrder()
  await companyPages.answerBank('Never answer')
  await shopper.orderPlaced()
  const [first] = world.links.browserToShop.seen(returned)
  const [path] = first?.path.split('?') ?? []
  await page.goto(`${path}?status=paid&redirect_status=succeeded&sandbox_result=approved`)
  await shopper.orderPlaced()
  await shopper.statusIs('Confirming')
  expect(new URL(page.url()).search).toBe('')
  await page.goto('/checkout/return?status=paid&redirect_status=succeeded')
  await expect(page.getByText('Your payment has arrived')).toBeHidden()
  await books.keepNothing()
})

test('another user of the same browser sees nothing of the first, whose stream has ended (F2)', async ({
  page,
  context,
  shopper,
  world,
}) => {
  await shopper.goToCheckout({ isSignedIn: true })
  await shopper.fillCard(cards.approve)
  await page.getByRole('checkbox', { name: 'Keep this card' }).check()
  await shopper.placeOrder()
  const order = await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await context.clearCookies()
  await page.goto('/account')
  const { browserToShop } = world.links
  await browserToShop.waitFor(streams, { count: browserToShop.seen(streams).length, answered: true })
  await page.getByRole('button', { name: 'Sign in to your account' }).click()
  await expect(page.getByText('You have no saved payment methods.')).toBeVisible()
  await expect(page.getByText('You have not ordered anything yet.')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'We cannot find this order' })).toBeVisible()
  expect(page.url()).toBe(order)
  await expect(page.getByText('Ada')).toBeHidden()
  await shopper.goToCheckout({ product: 'tea-towels' })
  await expect(page.getByRole('radio', { name: /ending in/ })).toBeHidden()
  await expect(shopper.payButton()).toHaveText('Pay €23.45')
})
