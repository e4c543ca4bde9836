import type { PaymentResult, Problem } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer, type Script, sent } from '../fakeOrchestrator.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { attemptId, eur, openTestShop, type TestShop } from '../testShop.fixture.ts'

let shop: TestShop
let clock: ManualClock
beforeEach(async () => {
  clock = createManualClock()
  shop = await openTestShop({ clock, orchestratorTimeout: 300, paymentTimeout: 300 })
})
afterEach(() => shop.close())

const payments = () => shop.orchestrator.to('POST /payment')
const readBacks = () => shop.orchestrator.to('GET /payment/*')
const read = (serial = 1) =>
  shop.call<PaymentResult & Problem>('ada', `GET /payments/cart-1/attempts/${attemptId(serial)}`)
const complete = () => ({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })
const reset: Script = (_, response) => {
  response.destroy()
  return sent
}
const stall: Script = () => new Promise(() => undefined)
const stalledBody: Script = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":')
  return sent
}
const html: Script = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>')
  return sent
}
const broken: Script = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"id"')
  return sent
}
const redirect: Script = (_, response) => {
  response.writeHead(307, { location: 'https://evil.example' }).end()
  return sent
}
/** What the read-back of cart-1 knows of attempt 1. */
const knows = (more: object): Script => {
  const known = { attemptId: attemptId(1), provider: 'sandbox', method: 'card', ...more }
  return () => ({ id: 'cart-1', attempts: [known] })
}
const captured = (more: object = {}) => ({
  factId: 'evt_1',
  attemptId: attemptId(1),
  kind: 'captured',
  amount: eur(2000),
  confirmed: true,
  ...more,
})

test.each<[string, Script, number]>([
  ['stalls', stall, 504],
  ['stalls in the middle of its body', stalledBody, 504],
  ['answers HTML', html, 502],
  ['answers broken JSON', broken, 502],
  ['answers something else', () => ({ outcome: 7 }), 502],
  ['answers an array', () => [], 502],
  ['answers null', () => null, 502],
  ['answers more than a megabyte', () => ({ id: 'x'.repeat(1_100_000) }), 502],
  ['fails', answer(500, { error: { code: 'internal', message: 'secret detail' } }), 502],
  ['cannot reach the company', answer(504, { error: { code: 'company-unavailable', message: '' } }), 504],
  ['resets the connection twice', reset, 502],
  ['redirects', redirect, 502],
])(
  'an orchestrator that %s leaves the attempt unknown: never failed, never paid (A3, A8, A9, A10)',
  async (_, script, status) => {
    const quote = await shop.quote()
    shop.orchestrator.script('POST /payment', script)
    const refused = await shop.pay(1, { quote })
    expect(refused).toMatchObject({ status, body: { code: 'orchestrator-unavailable', retry: 'same' } })
    expect(refused.text).not.toContain('secret')
    expect((await read()).body).toMatchObject({
      outcome: 'pending',
      step: 0,
      state: { status: 'open', settled: false },
    })
    // Another attempt would be a second charge.
    shop.orchestrator.script('POST /payment', complete)
    expect((await shop.pay(2, { quote })).body).toMatchObject({
      code: 'attempt-in-progress',
      result: { outcome: 'pending', attemptId: attemptId(1) },
    })
  },
)

test('the same request again is sent with the same key and gets the answer (A2)', async () => {
  const quote = await shop.quote()
  shop.orchestrator.script('POST /payment', html)
  await shop.pay(1, { quote })
  shop.orchestrator.script('POST /payment', complete)
  expect((await shop.pay(1, { quote })).body).toMatchObject({ outcome: 'complete', step: 1 })
  expect(payments().map((call) => call.key)).toEqual([attemptId(1), attemptId(1)])
  expect(payments()[0]?.body).toEqual(payments()[1]?.body)
  expect(shop.placed).toHaveLength(1)
})

test('a connection that is reset once is tried again with the same key, unseen by the browser (A1, A11)', async () => {
  let tries = 0
  shop.orchestrator.script('POST /payment', (call, response, request) => {
    tries += 1
    return tries === 1 ? reset(call, response, request) : complete()
  })
  expect((await shop.pay(1)).body.outcome).toBe('complete')
  expect(payments().map((call) => call.key)).toEqual([attemptId(1), attemptId(1)])
})

test.each([401, 404, 429])(
  'a connection that is reset and then answered %i may have charged: the id stays bound',
  async (status) => {
    let tries = 0
    shop.orchestrator.script('POST /payment', (call, response, request) => {
      tries += 1
      return tries === 1
        ? reset(call, response, request)
        : answer(status, { error: { code: 'gateway', message: '' } })(call, response, request)
    })
    expect((await shop.pay(1)).body.code).toBe('orchestrator-unavailable')
    expect((await read()).body).toMatchObject({ outcome: 'pending' })
  },
)

test('an attempt that was given up while the shop made its order is not sent', async () => {
  const quote = await shop.quote()
  const { place } = shop
  let goOn: () => void = () => undefined
  const slow = new Promise<void>((resolve) => (goOn = resolve))
  shop.place = async (payable, attempt) => {
    await slow
    return place(payable, attempt)
  }
  const first = shop.pay(1, { quote })
  await expect.poll(async () => (await read()).body.outcome).toBe('pending')
  await clock.advance(66_000)
  shop.place = place
  expect((await read()).body.outcome).toBe('failed')
  expect((await shop.pay(2, { quote })).body.outcome).toBe('complete')
  goOn()
  expect((await first).body).toMatchObject({ outcome: 'failed' })
  expect(payments().map((call) => call.key)).toEqual([attemptId(2)])
})

test('an order that takes long is sent under a lease of its own', async () => {
  const quote = await shop.quote()
  const { place } = shop
  shop.place = async (payable, attempt) => {
    await clock.advance(50_000)
    return place(payable, attempt)
  }
  let release: () => void = () => undefined
  shop.orchestrator.script('POST /payment', async () => {
    await new Promise<void>((resolve) => (release = resolve))
    return complete()
  })
  const first = shop.pay(1, { quote })
  await expect.poll(() => payments().length).toBe(1)
  await clock.advance(20_000)
  await read()
  expect(readBacks()).toEqual([])
  release()
  expect((await first).body.outcome).toBe('complete')
})

test('an orchestrator that is not there charged nothing: the id stays free', async () => {
  const quote = await shop.quote()
  await shop.orchestrator.close()
  expect(await shop.pay(1, { quote })).toMatchObject({
    status: 503,
    body: { code: 'orchestrator-unavailable' },
  })
  expect((await read()).body.code).toBe('unknown-attempt')
  expect(await shop.call<Problem>('ada', 'GET /methods')).toMatchObject({ status: 503 })
})

test('credentials that the orchestrator refuses are not told to the browser, and the id stays free (A13)', async () => {
  const quote = await shop.quote()
  shop.orchestrator.script(
    'POST /payment',
    answer(401, { error: { code: 'unauthorized', message: 'token expired' } }),
  )
  const refused = await shop.pay(1, { quote })
  expect(refused).toMatchObject({ status: 502, body: { code: 'orchestrator-unavailable' } })
  expect(payments()).toHaveLength(1)
  expect(shop.events).toContainEqual(
    expect.objectContaining({ type: 'orchestrator', call: 'createPayment', outcome: 'refused', status: 401 }),
  )
  expect(refused.text).not.toMatch(/token|401/)
  expect((await read()).body.code).toBe('unknown-attempt')
})

describe('a lost answer is read back', () => {
  beforeEach(async () => {
    const quote = await shop.quote()
    shop.orchestrator.script('POST /payment', html)
    await shop.pay(1, { quote })
  })

  test('and the order is paid without the bus once the company has confirmed it (A2)', async () => {
    const told: string[] = []
    shop.service.on('PAYMENT_STATUS_UPDATED', ({ status }) => void told.push(status))
    shop.orchestrator.script(
      'GET /payment/*',
      knows({ id: 'pay_9', facts: [captured()], result: complete() }),
    )
    expect((await read()).body).toMatchObject({
      outcome: 'complete',
      state: { status: 'paid', settled: true },
    })
    await clock.advance(1000)
    await expect.poll(() => told).toEqual(['paid'])
  })

  test('and an answer without a confirmed fact is not money', async () => {
    shop.orchestrator.script('GET /payment/*', knows({ facts: [], result: complete() }))
    expect((await read()).body).toMatchObject({
      outcome: 'complete',
      state: { status: 'open', settled: false },
    })
  })

  test('and the first request sent again gets what was read', async () => {
    const failed = {
      id: 'pay_9',
      step: 1,
      outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
    }
    shop.orchestrator.script('GET /payment/*', knows({ facts: [], result: failed }))
    expect((await read()).body).toMatchObject({
      outcome: 'failed',
      error: { code: 'declined' },
      state: { status: 'failed' },
    })
    expect((await shop.pay(1)).body).toMatchObject({ outcome: 'failed' })
    expect(payments()).toHaveLength(1)
  })

  test('and clears the way for another attempt', async () => {
    const failed = { step: 1, outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } } }
    shop.orchestrator.script('GET /payment/*', knows({ facts: [], result: failed }))
    shop.orchestrator.script('POST /payment', complete)
    expect((await shop.pay(2)).body.outcome).toBe('complete')
  })

  test('at most once in two seconds', async () => {
    await Promise.all([read(), read(), read()])
    await read()
    expect(readBacks()).toHaveLength(1)
    await clock.advance(2000)
    await read()
    expect(readBacks()).toHaveLength(2)
  })

  test('and money of another amount, currency or payment is not this payment’s (F5)', async () => {
    for (const wrong of [
      captured({ amount: eur(2001) }),
      captured({ amount: { value: 2000, currency: 'USD' } }),
    ]) {
      shop.orchestrator.script('GET /payment/*', knows({ facts: [wrong] }))
      expect((await read()).body).toMatchObject({ outcome: 'pending', state: { status: 'open' } })
      await clock.advance(2000)
    }
    shop.orchestrator.script('GET /payment/*', () => ({ id: 'cart-2', attempts: [] }))
    expect((await read()).body.outcome).toBe('pending')
  })

  test('and one that never arrived is over, but not before it could have (A1)', async () => {
    expect((await read()).body.outcome).toBe('pending')
    await clock.advance(5000)
    expect((await read()).body).toMatchObject({
      outcome: 'failed',
      error: { code: 'network', retry: 'same' },
    })
    shop.orchestrator.script('POST /payment', complete)
    expect((await shop.pay(2)).body.outcome).toBe('complete')
  })

  test('and one that the orchestrator has ended for good is over: a late request with its id starts nothing', async () => {
    await clock.advance(5000)
    expect((await read()).body.outcome).toBe('failed')
    expect(shop.orchestrator.to('POST /payment/*/cancel').map((call) => call.body)).toEqual([
      { attemptId: attemptId(1) },
    ])
  })

  test.each<[string, Script]>([
    ['is not ended', answer(503, { error: { code: 'down', message: '' } })],
    ['has arrived meanwhile', () => ({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })],
  ])('and one that %s stays unknown', async (_, script) => {
    shop.orchestrator.script('POST /payment/*/cancel', script)
    await clock.advance(60_000)
    expect((await read()).body).toMatchObject({ outcome: 'pending', state: { status: 'open' } })
  })

  test('and an orchestrator that cannot end it is believed once it could have arrived', async () => {
    shop.orchestrator.script('GET /capabilities', () => ({ features: ['read-back'] }))
    await clock.advance(300_000)
    expect((await read()).body.outcome).toBe('failed')
    expect(shop.orchestrator.to('POST /payment/*/cancel')).toEqual([])
  })

  test.each<[string, Script]>([
    ['is down', answer(503, { error: { code: 'down', message: '' } })],
    ['has a gateway that says 404', answer(404, { error: { code: 'no-route', message: '' } })],
    ['answers a page', html],
  ])('and stays unknown while the orchestrator %s', async (_, script) => {
    shop.orchestrator.script('GET /payment/*', script)
    await clock.advance(60_000)
    expect((await read()).body).toMatchObject({ outcome: 'pending', state: { status: 'open' } })
  })

  test('and is not asked for where the orchestrator cannot', async () => {
    shop.orchestrator.script('GET /capabilities', () => ({ features: [] }))
    await clock.advance(300_000)
    expect((await read()).body.outcome).toBe('pending')
    expect(readBacks()).toEqual([])
  })
})

test('an attempt whose process died is read back when its lease has ended (A15)', async () => {
  let release: () => void = () => undefined
  shop.orchestrator.script('POST /payment', () => new Promise<void>((resolve) => (release = resolve)))
  const lost = shop.pay(1)
  await expect.poll(() => payments().length).toBe(1)
  shop.orchestrator.script('GET /payment/*', knows({ facts: [captured()] }))
  expect((await read()).body).toMatchObject({ outcome: 'pending' })
  expect(readBacks()).toEqual([])
  await clock.advance(60_000)
  expect((await read()).body).toMatchObject({ outcome: 'complete', state: { status: 'paid' } })
  release()
  await lost
})

test('with the bus cut, a placed card order never says paid', async () => {
  shop.orchestrator.script('GET /payment/*', knows({ facts: [captured()], result: complete() }))
  expect((await shop.pay(1)).body).toMatchObject({ outcome: 'complete', state: { status: 'open' } })
  await clock.advance(120_000)
  expect((await read()).body).toMatchObject({
    outcome: 'complete',
    state: { status: 'open', settled: false },
  })
  expect((await shop.status()).status).toBe('open')
  expect(readBacks()).toEqual([])
})

test('an outcome of a later version waits, and is never a failure', async () => {
  shop.orchestrator.script('POST /payment', () => ({
    id: 'pay_1',
    step: 1,
    outcome: { outcome: 'levitating' },
  }))
  expect((await shop.pay(1)).body).toMatchObject({
    outcome: 'pending',
    state: { status: 'pending', settled: false },
  })
})

test('the answers of an older orchestrator are understood', async () => {
  shop.orchestrator.script('POST /payment', () => ({
    id: 'pay_1',
    intermediateStep: {
      url: 'https://bank.example/pay',
      method: 'POST',
      fields: [{ name: 'a', value: '1' }],
    },
  }))
  const { body } = await shop.pay(1)
  expect(body).toMatchObject({ outcome: 'redirect', url: 'https://bank.example/pay', method: 'POST' })
  expect(body.state.attempts[0]?.next).toMatchObject({ kind: 'redirect' })
  shop.orchestrator.script('POST /payment', () => ({ id: 'pay_2' }))
  expect((await shop.pay(1, {}, 'bob')).body.outcome).toBe('complete')
  shop.orchestrator.script('POST /payment-methods', () => [
    { provider: 'plain', method: 'cash', isOffline: true },
    { provider: 'adyen', method: 'scheme' },
  ])
  expect((await shop.list()).methods.map(({ title, needs }) => [title, needs])).toEqual([
    ['cash', 'nothing'],
    ['scheme', 'component'],
  ])
})
