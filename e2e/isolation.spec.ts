import { cards, createShopper } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('another visitor gets the same answer for someone’s payment as for none (F1)', async ({
  page,
  shopper,
  newVisitor,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  const order = await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  const [attempt] = world.links.browserToShop.seen(/^POST .*\/attempts$/)
  const own = attempt?.path.replace(/\/attempts$/, '') ?? ''
  const attemptId = attempt?.headers['idempotency-key'] ?? ''
  expect((await page.request.get(own)).status()).toBe(200)

  const other = await newVisitor()
  const stranger = await other.newPage()
  await stranger.goto('/')
  await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible()
  const unknown = own.replace(/[^/]+$/, 'pm_00000000000000000000000000000000')
  for (const path of ['', '/events', `/attempts/${attemptId}`]) {
    const foreign = await stranger.request.get(own + path)
    const none = await stranger.request.get(unknown + path)
    expect(foreign.status()).toBe(404)
    expect(await foreign.text()).toBe(await none.text())
    expect(Object.keys(foreign.headers()).sort()).toEqual(Object.keys(none.headers()).sort())
  }
  await stranger.goto(new URL(order).pathname)
  await expect(stranger.getByRole('heading', { level: 1, name: 'We cannot find this order' })).toBeVisible()
})

test('another visitor cannot pay, cancel or answer for someone’s payment', async ({
  page,
  shopper,
  newVisitor,
  world,
}) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.challenge)
  await shopper.placeOrder()
  await expect(shopper.challenge().getByRole('button', { name: 'Approve' })).toBeVisible()
  const [attempt] = world.links.browserToShop.seen(/^POST .*\/attempts$/)
  const path = `${attempt?.path}/${attempt?.headers['idempotency-key']}`
  const stranger = await (await newVisitor()).newPage()
  await stranger.goto('/')
  await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible()
  const headers = { Origin: world.shop, 'Payloom-Contract': '1' }
  const canceled = await stranger.request.post(`${path}/cancel`, { headers, data: {} })
  expect(canceled.status()).toBe(404)
  const updated = await stranger.request.post(`${path}/update`, { headers, data: { step: 2, data: {} } })
  expect(updated.status()).toBe(404)
  await shopper.answerChallenge(1, 'Approve')
  await shopper.answerChallenge(2, 'Approve')
  await shopper.orderPlaced()
  await expect(page.getByRole('region', { name: 'Payment status' })).toBeVisible()
})

test('another customer can neither see, delete nor pay by someone’s card', async ({
  page,
  shopper,
  newVisitor,
  world,
}) => {
  await shopper.goToCheckout({ isSignedIn: true })
  await shopper.fillCard(cards.approve)
  await page.getByRole('checkbox', { name: 'Keep this card' }).check()
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  const stored = '/api/payments/stored-methods'
  const [own] = (await (await page.request.get(stored)).json()) as { id: string }[]

  const stranger = await (await newVisitor()).newPage()
  const other = createShopper(stranger)
  await other.goToCheckout({ isSignedIn: true })
  expect(await (await stranger.request.get(stored)).json()).toEqual([])
  const headers = { Origin: world.shop, 'Payloom-Contract': '1' }
  const remove = (id = '') => stranger.request.delete(`${stored}/${id}`, { headers, data: {} })
  const [foreign, none] = [await remove(own?.id), await remove('sm_00000000000000000000000000000000')]
  expect(foreign.status()).toBe(404)
  expect(await foreign.text()).toBe(await none.text())
  const data = { purpose: 'pay-stored', storedMethodId: own?.id }
  const paid = await stranger.request.post('/api/payments/methods/sandbox/card', { headers, data })
  expect(paid.ok()).toBe(false)
  expect(await (await page.request.get(stored)).json()).toHaveLength(1)
})

test('a page of a foreign origin can change nothing (F7)', async ({ page, shopper, world }) => {
  await shopper.goToCheckout()
  const path = '/api/payments/methods/plain/cash'
  const send = (headers: Record<string, string>) =>
    page.request.post(path, { headers: { 'Payloom-Contract': '1', ...headers }, data: { purpose: 'pay' } })
  for (const headers of [
    { Origin: 'http://elsewhere.example' },
    { Origin: world.company },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    {},
  ]) {
    const answer = await send(headers)
    expect(answer.status()).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'bad-origin' })
  }
  expect((await send({ Origin: world.shop })).status()).toBe(200)
  const cart = await page.request.put('/api/shop/cart/lines/linen-throw', {
    headers: { Origin: 'http://elsewhere.example' },
    data: { quantity: 3 },
  })
  expect(cart.status()).toBe(403)
})

test('a foreign page cannot send for a visitor, and cannot frame the shop (C13, F7)', async ({
  browser,
  world,
}) => {
  // A visitor of their own, unwatched: this one does go to a stranger.
  const context = await browser.newContext({ baseURL: world.shop })
  const page = await context.newPage()
  await context.route('http://elsewhere.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>elsewhere</title>' }),
  )
  await page.goto('/')
  await page.getByRole('button', { name: 'Add to cart: Linen throw' }).click()
  await expect(page.getByRole('link', { name: 'Cart, 1 piece' })).toBeVisible()
  await page.goto('http://elsewhere.example/')
  const sent = await page.evaluate(async (shop) => {
    const frame = document.createElement('iframe')
    frame.src = `${shop}/checkout`
    const framed = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await framed
    const init: RequestInit = { method: 'PUT', credentials: 'include', body: '{"quantity":9}' }
    return await fetch(`${shop}/api/shop/cart/lines/linen-throw`, init).then(
      () => 'sent',
      () => 'refused',
    )
  }, world.shop)
  expect(sent).toBe('refused')
  expect(page.frames().map((frame) => new URL(frame.url()).protocol)).toEqual(['http:', 'chrome-error:'])
  await page.goto('/cart')
  await expect(page.getByRole('status', { name: 'Quantity of Linen throw' })).toHaveText('1')
  await context.close()
})

test('the pages carry an enforced policy without unsafe-inline (C12, C13)', async ({ page, world }) => {
  const answer = await page.goto('/')
  const headers = answer?.headers() ?? {}
  const policy = headers['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain(`script-src 'self' ${world.company};`)
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toContain('unsafe')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy-report-only']).toBeUndefined()
})
