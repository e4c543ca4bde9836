import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('before the shopper chooses, nothing is asked of the company and nothing is framed', async ({
  page,
  shopper,
  world,
}) => {
  // A country without a wallet: an express button is the company's own, and stands there before any choice.
  await shopper.goToCheckout({ country: 'BE' })
  // A reload: whatever the page fetches by itself, it fetches now.
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Card', exact: true })).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(world.links.browserToCompany.seen()).toEqual([])
  expect(page.frames()).toHaveLength(1)
  await shopper.choose('Card')
  await expect(shopper.cardFields().getByLabel('Card number')).toBeVisible()
  expect(world.links.browserToCompany.seen().length).toBeGreaterThan(0)
})

test('for an express button the company’s script is fetched, and nothing is framed before it is pressed', async ({
  page,
  shopper,
  world,
}) => {
  await shopper.goToCheckout()
  await expect(shopper.expressButton()).toBeVisible()
  await page.waitForLoadState('networkidle')
  const asked = world.links.browserToCompany.seen().map(({ path }) => new URL(path, world.company).pathname)
  expect([...new Set(asked)]).toEqual(['/sandbox.js'])
  expect(page.frames()).toHaveLength(1)
})

test('the list is usable after three round trips', async ({ shopper, world, context, newVisitor }) => {
  // Without an express button: it comes after the list, and the list does not wait for it.
  await shopper.goToCheckout({ country: 'BE' })
  const page = await (await newVisitor(await context.cookies())).newPage()
  // So slow that two requests can only be one after the other if the second waited for the first.
  world.links.browserToShop.make({ kind: 'delay-answer', milliseconds: 300 }, /./)
  await page.goto('/checkout')
  await expect(page.getByRole('radio').first()).toBeVisible()
  const trips = await page.evaluate(() => {
    const [document] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const all = [...(document ? [document] : []), ...files.filter(({ name }) => !name.endsWith('.svg'))]
    const trip = new Map<string, number>()
    for (const one of all.sort((a, b) => a.startTime - b.startTime)) {
      const before = all.filter((other) => other !== one && other.responseEnd <= one.startTime)
      trip.set(one.name, 1 + Math.max(0, ...before.map((other) => trip.get(other.name) ?? 0)))
    }
    return Object.fromEntries(trip)
  })
  expect(Object.keys(trips).some((name) => name.includes('/api/payments/methods'))).toBe(true)
  expect(Math.max(...Object.values(trips)), JSON.stringify(trips)).toBeLessThanOrEqual(3)
})

test('the card number is nowhere but at the company', async ({ page, context, shopper, world }) => {
  const number = cards.approve
  const forms = [
    number,
    number.replaceAll(' ', ''),
    number.replaceAll(' ', '+'),
    number.replaceAll(' ', '%20'),
  ]
  const has = (text: string | Buffer) => forms.some((form) => text.includes(form))
  await shopper.goToCheckout()
  await shopper.fillCard(number)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')

  const { browserToCompany, ...ours } = world.links
  // The search finds what is there: the company itself was told.
  expect(browserToCompany.seen(({ body }) => has(body)).map(({ path }) => path)).toEqual(['/v1/tokens'])
  for (const link of Object.values(ours)) {
    const leaks = link.seen(({ path, body, answer, headers }) =>
      has(path + body + answer + JSON.stringify(headers)),
    )
    expect(leaks).toEqual([])
  }
  for (const name of ['shop', 'orchestrator'] as const) {
    expect(world.readLog(name).length).toBeGreaterThan(0)
    expect(has(world.readLog(name))).toBe(false)
    expect(world.readDatabase(name).includes('"currency"')).toBe(true)
    expect(has(world.readDatabase(name))).toBe(false)
  }
  expect(has(world.readLog('sandbox'))).toBe(false)
  expect(has(JSON.stringify(await context.storageState({ indexedDB: true })))).toBe(false)
  const session = await page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), history.state]))
  expect(has(session + page.url())).toBe(false)
})

test('no secret of the shop reaches a browser or a log', async ({ page, shopper, world }) => {
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  const { secrets, links } = world
  const hidden = [secrets.serviceToken, secrets.bus, secrets.webhook, secrets.companySecretKey]
  const has = (text: string) => hidden.some((secret) => text.includes(secret))
  for (const link of [links.browserToShop, links.browserToCompany]) {
    expect(link.seen(({ answer, headers }) => has(answer + JSON.stringify(headers)))).toEqual([])
  }
  const cookie = (await page.context().cookies())[0]?.value ?? ''
  for (const name of ['shop', 'orchestrator', 'sandbox'] as const) {
    expect(has(world.readLog(name))).toBe(false)
    expect(world.readLog(name)).not.toContain(cookie)
  }
})

test('nothing that a call carries reaches a log: no name, address, token, query, header or id of somebody', async ({
  world,
}) => {
  const canary = 'Canary'
  const person = { name: `${canary} Lovelace`, email: `${canary}@example.com`, number: '4242424242424242' }
  const { shopToOrchestrator, orchestratorToCompany } = world.links
  const attempts = `/payments/${canary}/attempts`
  const methods = `/methods/${canary}/${canary}`
  const calls = [
    ...['/methods', `/payments/${canary}`, `/payments/${canary}/events`, `/return/${canary}`].map((path) => ({
      ...{ method: 'GET', url: `${world.shop}/api/payments${path}` },
    })),
    ...[
      methods,
      `${methods}/balance`,
      attempts,
      `${attempts}/${canary}/update`,
      '/resume',
      '/setups',
      '/bus',
    ].map((path) => ({ method: 'POST', url: `${world.shop}/api/payments${path}` })),
  ]
  for (const { origin } of [shopToOrchestrator, orchestratorToCompany]) {
    for (const path of ['/payment', '/bus', '/v1/payments', '/v1/tokens', `/${canary}`]) {
      calls.push({ method: 'POST', url: origin + path })
    }
  }
  for (const { method, url } of calls) {
    const headers = {
      ...{ 'content-type': 'application/json', 'payloom-contract': '1', origin: world.shop },
      ...{ authorization: `Bearer ${canary}`, cookie: `session=${canary}`, 'user-agent': canary },
      ...{ 'webhook-id': canary, 'webhook-timestamp': '1', 'webhook-signature': `v1,${canary}` },
    }
    const body = method === 'GET' ? {} : { body: JSON.stringify({ ...person, data: person, token: canary }) }
    const answer = await fetch(`${url}?q=${canary}`, { method, headers, redirect: 'manual', ...body })
    await answer.body?.cancel()
  }
  for (const name of ['shop', 'orchestrator', 'sandbox'] as const) {
    const log = world.readLog(name)
    expect(log.split('\n').length).toBeGreaterThan(5)
    expect(log.split('\n').filter((line) => /canary|4242424242/i.test(line))).toEqual([])
  }
})
