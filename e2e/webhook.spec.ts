import { cards, type Shopper } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

interface Outcome {
  name: string
  card: string
  /** What the shopper does after the order was sent. */
  answer?: (shopper: Shopper) => Promise<void>
  /** The call to the company that ends the payment, and its event. */
  lastCall: RegExp
  lastCallCount: number
  event: string
  /** What the shopper sees at once, before any event has come. */
  first: (shopper: Shopper) => Promise<unknown>
  /** What the shopper sees in the end. */
  last: (shopper: Shopper) => Promise<unknown>
}

const approveBoth = async (shopper: Shopper) => {
  await shopper.answerChallenge(1, 'Approve')
  await shopper.answerChallenge(2, 'Approve')
}

const refused = (text: string) => (shopper: Shopper) => expect(shopper.refusal()).toContainText(text)

const outcomes: Outcome[] = [
  {
    name: 'an approved card',
    card: cards.approve,
    lastCall: /^POST \/v1\/payments$/,
    lastCallCount: 1,
    event: 'payment.captured',
    first: async (shopper) => {
      await shopper.orderPlaced()
      await shopper.statusIs('Received')
    },
    last: async (shopper) => {
      await shopper.orderPlaced()
      await shopper.statusIs('Paid')
    },
  },
  {
    name: 'a declined card',
    card: cards.decline,
    lastCall: /^POST \/v1\/payments$/,
    lastCallCount: 1,
    event: 'payment.failed',
    first: refused('declined'),
    last: refused('declined'),
  },
  {
    name: 'a card without money',
    card: cards.insufficientFunds,
    lastCall: /^POST \/v1\/payments$/,
    lastCallCount: 1,
    event: 'payment.failed',
    first: refused('not enough money'),
    last: refused('not enough money'),
  },
  {
    name: 'a card with a challenge of two actions',
    card: cards.challenge,
    answer: approveBoth,
    lastCall: /^POST \/v1\/payments\/[^/]+\/actions$/,
    lastCallCount: 2,
    event: 'payment.captured',
    first: async (shopper) => {
      await shopper.orderPlaced()
      await shopper.statusIs('Received')
    },
    last: async (shopper) => {
      await shopper.orderPlaced()
      await shopper.statusIs('Paid')
    },
  },
]

/** Each outcome and each arrival once; the rest is for the longer run. */
const often: Readonly<Record<string, string>> = {
  'an approved card': 'before the answer',
  'a declined card': 'after the answer',
  'a card without money': 'twice',
  'a card with a challenge of two actions': 'after the answer',
}
const titleOf = (name: string, arrival: string): string =>
  `${name}: the webhook comes ${arrival}${often[name] === arrival ? '' : ' @long'}`

for (const outcome of outcomes) {
  const { name, card, answer, event, lastCall, lastCallCount } = outcome

  test(titleOf(name, 'before the answer'), async ({ shopper, world }) => {
    const { orchestratorToCompany, orchestratorToShop } = world.links
    const told = Promise.withResolvers<void>()
    let calls = 0
    // The last call's answer stays away until the event has gone all the way to the shop.
    orchestratorToCompany.make({ kind: 'hold-answer', until: told.promise }, (exchange) => {
      if (!lastCall.test(`${exchange.method} ${exchange.path}`)) return false
      calls += 1
      return calls === lastCallCount
    })
    await shopper.goToCheckout()
    await shopper.fillCard(card)
    await shopper.placeOrder()
    await answer?.(shopper)
    await orchestratorToShop.waitFor(/^POST \/api\/payments\/bus$/, { answered: true })
    told.resolve()
    await outcome.last(shopper)
  })

  test(titleOf(name, 'after the answer'), async ({ shopper, world }) => {
    const { companyToOrchestrator, orchestratorToShop } = world.links
    const held = Promise.withResolvers<void>()
    companyToOrchestrator.make({ kind: 'hold-request', until: held.promise }, /./)
    await shopper.goToCheckout()
    await shopper.fillCard(card)
    await shopper.placeOrder()
    await answer?.(shopper)
    await outcome.first(shopper)
    held.resolve()
    await orchestratorToShop.waitFor(/^POST \/api\/payments\/bus$/, { answered: true })
    await outcome.last(shopper)
  })

  test(titleOf(name, 'twice'), async ({ shopper, world, page }) => {
    const { companyToOrchestrator, orchestratorToShop, browserToShop } = world.links
    companyToOrchestrator.make({ kind: 'duplicate' }, /./)
    orchestratorToShop.make({ kind: 'duplicate' }, /./)
    await shopper.goToCheckout()
    await shopper.fillCard(card)
    await shopper.placeOrder()
    await answer?.(shopper)
    const webhook = await companyToOrchestrator.waitFor(({ body }) => body.includes(event), {
      answered: true,
    })
    expect(webhook.status).toBeLessThan(300)
    const bus = await orchestratorToShop.waitFor(/./, { answered: true })
    expect(bus.status).toBeLessThan(300)
    await outcome.last(shopper)
    const [attempt] = browserToShop.seen(/^POST .*\/attempts$/)
    const status = await page.request.get(attempt?.path.replace(/\/attempts$/, '') ?? '')
    const state = (await status.json()) as {
      amounts: { captured: { value: number }; total: { value: number } }
      overpaid?: boolean
      attempts: unknown[]
    }
    const isPaid = event === 'payment.captured'
    expect(state.amounts.captured.value).toBe(isPaid ? state.amounts.total.value : 0)
    expect(state.overpaid ?? false).toBe(false)
    expect(state.attempts).toHaveLength(1)
  })
}

test('an event whose signature is wrong changes nothing, and the true one does', async ({
  shopper,
  world,
}) => {
  const { companyToOrchestrator, orchestratorToShop } = world.links
  const change = (value: string) => value.replace(/[A-Za-z0-9]/g, 'A')
  companyToOrchestrator.make({ kind: 'tamper', header: 'webhook-signature', change }, /./, 1)
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  const forged = await companyToOrchestrator.waitFor(/./, { answered: true })
  expect(forged.fault).toBe('tamper')
  expect(forged.status).toBeGreaterThanOrEqual(400)
  expect(orchestratorToShop.seen()).toEqual([])
  await shopper.statusIs('Received')
  // The company sends it again, signed anew.
  await companyToOrchestrator.waitFor(/./, { count: 2, answered: true })
  await shopper.statusIs('Paid')
})

test('a status that is signed by a stranger changes nothing', async ({ shopper, world, page }) => {
  const { orchestratorToShop } = world.links
  const change = (value: string) => value.replace(/[A-Za-z0-9]/g, 'A')
  const end = orchestratorToShop.make({ kind: 'tamper', header: 'webhook-signature', change }, /./)
  await shopper.goToCheckout()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  for (const count of [1, 2]) {
    expect((await orchestratorToShop.waitFor(/./, { count, answered: true })).status).toBe(400)
  }
  await page.reload()
  await shopper.statusIs('Received')
  end()
  await shopper.statusIs('Paid')
})
