import { expect, test } from 'vitest'
import { createFakeLocks } from './attempt/fakeLocks.fixture.ts'
import { attemptState, paymentResult, paymentState } from './attempt/payment.fixture.ts'
import { chooseFirst, createFakeShop, type FakeShop, paid, problem, until } from './fakeShop.fixture.ts'
import { openCheckout } from './openCheckout.fixture.ts'
import { createScriptedProvider } from './provider/scriptedProvider.fixture.ts'
import { createManualClock } from './status/manualClock.fixture.ts'

const validates = (shop: FakeShop) => shop.calls.filter(({ name }) => name === 'validate')

/** Something that a test lets go on when it likes. */
const gate = () => {
  let open = (): void => {}
  const wait = new Promise<void>((resolve) => {
    open = resolve
  })
  return { wait, open }
}

test('Enter that is held down for the whole of an order is one order (B1)', async () => {
  const { checkout, shop, provider } = openCheckout()
  await chooseFirst(checkout)
  const collected = gate()
  const answered = gate()
  provider.script.collect = () => collected.wait.then(() => ({ data: { token: 'one' } }))
  shop.on('validate', async ({ headers }) => {
    await answered.wait
    return paid(headers.get('idempotency-key') ?? '')
  })
  const presses = [checkout.placeOrder()]
  const holdUntil = async (phase: string): Promise<void> => {
    while (checkout.attempt.getState().phase !== phase) {
      presses.push(checkout.placeOrder())
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await holdUntil('collecting')
  collected.open()
  await holdUntil('validating')
  answered.open()
  await holdUntil('succeeded')
  presses.push(checkout.placeOrder())
  await Promise.all(presses)
  expect(presses.length).toBeGreaterThan(3)
  expect(validates(shop)).toHaveLength(1)
  expect(provider.log.filter((line) => line.startsWith('collect'))).toHaveLength(1)
})

test('presses while the code of an order is on its way are the order that it places (B1)', async () => {
  const { checkout, shop } = openCheckout()
  await chooseFirst(checkout)
  const first = checkout.placeOrder()
  expect(checkout.attempt.getState().phase).toBe('ready')
  await Promise.resolve()
  expect(checkout.placeOrder()).toBe(first)
  await first
  expect(validates(shop)).toHaveLength(1)
})

test('two checkouts of one payment on a page: the second is told what stands in the way (B1, B2)', async () => {
  const shop = createFakeShop()
  const locks = createFakeLocks()
  const kept = new Map<string, string>()
  shop.on('readStatus', () => problem('internal'))
  shop.on('stream', () => problem('internal'))
  shop.on('validate', ({ headers }) => {
    const attemptId = validates(shop)[0]?.headers.get('idempotency-key') ?? ''
    const state = paymentState({ attempts: [attemptState({ attemptId })] })
    const result = paymentResult({ outcome: 'pending', display: { kind: 'await' } }, { attemptId, state })
    return headers.get('idempotency-key') === attemptId ? result : problem('attempt-in-progress', { result })
  })
  const [one, two] = [openCheckout({ shop, locks, kept }), openCheckout({ shop, locks, kept })]
  await Promise.all([chooseFirst(one.checkout), chooseFirst(two.checkout)])
  const outcomes = await Promise.all([one.checkout.placeOrder(), two.checkout.placeOrder()])
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['blocked', 'result'])
  two.checkout.supersede()
  one.checkout.supersede()
  const phases = [one, two].map(({ checkout }) => checkout.attempt.getState().phase)
  expect(phases.sort()).toEqual(['confirming', 'ready'])
  // A reload finds the attempt that is open, whichever of the two it belongs to.
  const [standing] = validates(shop)
  expect([...kept.values()]).toEqual([standing?.headers.get('idempotency-key')])
})

test('a session that ends between list and order takes nothing that was typed, and the next press works (B13)', async () => {
  const { checkout, shop, provider } = openCheckout()
  await chooseFirst(checkout)
  shop.on('validate', () => problem('session-expired'))
  const outcome = await checkout.placeOrder()
  expect(outcome).toMatchObject({ kind: 'not-sent', error: { code: 'session-expired' } })
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'ready', error: { code: 'session-expired' } })
  shop.on('validate', ({ headers }) => paid(headers.get('idempotency-key') ?? ''))
  expect(await checkout.placeOrder()).toMatchObject({ kind: 'result' })
  expect(provider.sessions).toHaveLength(1)
  const keys = validates(shop).map(({ headers }) => headers.get('idempotency-key'))
  expect(new Set(keys).size).toBe(2)
})

test('a check of the page that never answers gives the page back after two minutes, and nothing is sent', async () => {
  const clock = createManualClock()
  const { checkout, shop } = openCheckout({ clock })
  await chooseFirst(checkout)
  const placing = checkout.placeOrder({ beforeSubmit: () => new Promise(() => {}) })
  await until(checkout.attempt, ({ phase }) => phase === 'collecting')
  await clock.advance(120_000)
  expect(await placing).toMatchObject({ kind: 'not-sent', error: { code: 'timeout', retry: 'same' } })
  expect(checkout.submit.getState().canSubmit).toBe(true)
  expect(validates(shop)).toEqual([])
  await checkout.placeOrder()
  expect(validates(shop)).toHaveLength(1)
})

test.each(['check', 'collect', 'validate', 'challenge', 'update', 'lookup', 'burn'] as const)(
  'a checkout that is closed in the middle of an order sends nothing more, and its press ends: %s (B11)',
  async (where) => {
    const clock = createManualClock()
    const reached = gate()
    const hang = gate()
    const stop = async (place: typeof where): Promise<void> => {
      if (place !== where) return
      reached.open()
      await hang.wait
    }
    const provider = createScriptedProvider()
    const { checkout, shop } = openCheckout({ clock, provider })
    provider.script.collect = () => stop('collect').then(() => ({ data: { token: 'one' } }))
    provider.script.perform = () => stop('challenge').then(() => ({ kind: 'details', data: {} }))
    const step = { outcome: 'action', action: { type: 'scripted.step' } } as const
    shop.on('validate', async ({ headers }) => {
      await stop('validate')
      const attemptId = headers.get('idempotency-key') ?? ''
      if (where === 'lookup' || where === 'burn') return problem('internal')
      const state = paymentState({ attempts: [attemptState({ attemptId })] })
      return where === 'challenge' || where === 'update'
        ? paymentResult(step, { attemptId, state })
        : paid(attemptId)
    })
    shop.on('readStatus', () => problem('internal'))
    shop.on('stream', () => problem('internal'))
    shop.on('updatePayment', () => stop('update').then(() => problem('internal')))
    shop.on('readAttempt', () => stop('burn').then(() => problem('unknown-attempt')))
    await chooseFirst(checkout)
    const placing = checkout.placeOrder({ beforeSubmit: () => stop('check').then(() => true) })
    if (where === 'lookup') await until(checkout.attempt, ({ phase }) => phase === 'confirming')
    else if (where === 'burn') {
      await until(checkout.attempt, ({ phase }) => phase === 'confirming')
      await clock.advance(500)
    }
    if (where !== 'lookup') await reached.wait
    const before = shop.calls.length
    const closing = checkout.close()
    hang.open()
    await clock.advance(0)
    await Promise.all([closing, placing])
    await clock.advance(60 * 60_000)
    expect(shop.calls.length).toBe(before)
    expect(clock.waits()).toEqual([])
  },
)
