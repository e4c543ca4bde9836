import { openDatabase } from '@payloom/bus/database'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../scripts/services/openPostgres.ts'
import { answerJson } from './httpServer.fixture.ts'
import {
  type Answer,
  allMethods,
  attemptId,
  eventually,
  expectNothingBut,
  openWorld,
  type World,
} from './world.fixture.ts'

const isMissing = findPostgres() === undefined
const [second, third] = ['b'.repeat(32), 'c'.repeat(32)]

describe.skipIf(isMissing)(`over PostgreSQL${isMissing ? ' (not installed here)' : ''}`, () => {
  let server: PostgresServer
  let world: World
  let database: string
  let count = 0
  beforeAll(async () => {
    server = (await openPostgres()) ?? expect.fail()
  }, 30_000)
  afterAll(() => server.close())
  beforeEach(async () => {
    const root = openDatabase({ location: server.url })
    count += 1
    await root.run(`CREATE DATABASE ledger_${count}`)
    await root.close()
    database = server.url.replace(/[^/]+$/, `ledger_${count}`)
    world = await openWorld({ configuration: allMethods, database })
  })
  afterEach(() => world.close())

  const payments = () => world.company.payments
  const read = async (): Promise<Answer['body']> =>
    (await world.call('GET', '/payment/payment-1')).body.attempts
  const calls = (call: string) => world.company.requests.filter((request) => request.call === call)
  const kept = (): number[] =>
    payments().map((one) => one.authorizedAmount.value + one.capturedAmount.value - one.refundedAmount.value)
  const payInstead = async (): Promise<void> => {
    await world.pay({ method: 'banktransfer' })
    await world.call('POST', '/payment/payment-1/cancel', { attemptId })
    await world.pay({ attemptId: second })
    await world.tell(payments()[1])
  }
  const payRest = (): Promise<Answer> => world.pay({ attemptId: second, total: 9.99, amount: 9.99 })
  const hold = (): Promise<Answer> =>
    world.pay({ method: 'gift', data: { number: '6000123456781000', pin: '1234' } })

  test('an attempt is answered once, told once, and known to the next process', async () => {
    const first = await world.pay()
    expect(first).toMatchObject({ status: 200, body: { step: 1, outcome: { outcome: 'complete' } } })
    await world.tell(payments()[0])
    await world.restart()
    expect(await world.pay()).toEqual(first)
    expect((await world.tell(payments()[0])).body.state).toBe('duplicate')
    await expectNothingBut(world, ['captured'])
    expect(calls('create')).toHaveLength(1)
  })

  test('a webhook that is faster than the answer, or than its attempt, is told once', async () => {
    const other = { id: 'evt_early', data: { paymentId: 'pay_2', reference: second } }
    world.company.spoil('create', {
      after: async (response) => {
        expect((await world.tell(payments()[0])).body.state).toBe('recorded')
        answerJson(response, 201, payments()[0])
      },
    })
    await world.pay()
    expect((await world.tell(payments()[0], other)).body.state).toBe('waiting')
    await world.pay({ attemptId: second })
    await eventually(() =>
      expect(world.messages.map(({ factId }) => factId)).toEqual(['evt_pay_1_1', 'evt_early']),
    )
  })

  test('a held part is taken once its rest is paid', async () => {
    expect((await hold()).body.outcome).toEqual({ outcome: 'partial', due: { value: 999, currency: 'EUR' } })
    await read()
    await payRest()
    await world.tell(payments()[1])
    await eventually(() => expect(payments()[0]?.status).toBe('succeeded'))
    expect(calls('capture')).toHaveLength(1)
  })

  test('late money goes back, by the next process if this one ends before', async () => {
    await payInstead()
    world.company.spoil('refund', { before: (response) => answerJson(response, 503, {}) })
    await world.tell(world.company.settle(payments()[0], 'succeeded', 'payment.captured'))
    await eventually(() => expect(calls('refund')).toHaveLength(1))
    await world.restart()
    await eventually(() => expect(kept()).toEqual([0, 1999]))
    expect(new Set(calls('refund').map(({ key }) => key))).toEqual(new Set([`return-${attemptId}`]))
  })

  test('a stored method is kept once, and forgotten at its company', async () => {
    await world.pay({ customerId: 'customer-1', store: true })
    const path = '/stored-payment-methods/customer-1'
    const [method] = (await world.call('GET', path)).body
    expect((await world.call('DELETE', `${path}/${method.id}`)).status).toBe(204)
    expect((await world.call('GET', path)).body).toEqual([])
    await eventually(() => expect(world.company.forgotten).toHaveLength(1))
  })

  test('an order that is shipped is told as shipped', async () => {
    await world.pay({ provider: 'plain', method: 'banktransfer' })
    expect((await world.send({ updateId: 'upd-1', orderId: 'payment-1', status: 'shipped' })).status).toBe(
      204,
    )
    await eventually(() =>
      expect(world.messages).toContainEqual(
        expect.objectContaining({ kind: 'shipped', orderUpdateId: 'upd-1' }),
      ),
    )
  })

  test('two orchestrators over one ledger: what is asked and told at both is done once (E9)', async () => {
    const twin = await world.openTwin()
    const urls = [world.url, twin.url]
    const atBoth = <T>(ask: () => Promise<T>): Promise<T[]> =>
      Promise.all(
        urls.map((url) => {
          world.url = url
          return ask()
        }),
      )
    const answers = await atBoth(() => world.pay())
    expect(answers[0]).toMatchObject({ status: 200, body: { outcome: { outcome: 'complete' } } })
    expect(answers[1]).toEqual(answers[0])
    expect(payments()).toHaveLength(1)
    // The one that found the other's attempt may have read all of it at the company.
    for (const { status } of await atBoth(() => world.tell(payments()[0]))) expect(status).toBe(200)
    const attempts = [second, third].map((id) => ({ attemptId: id, id: 'payment-2' }))
    await Promise.all(attempts.map((attempt) => world.pay(attempt)))
    await Promise.all(
      payments()
        .slice(1)
        .map((payment, index) => {
          world.url = urls[index] ?? ''
          return world.tell(payment)
        }),
    )
    await eventually(() => expect(kept().sort()).toEqual([0, 1999, 1999]))
    await eventually(() => expect(world.messages.length).toBeGreaterThanOrEqual(4))
    await expectNothingTwice()
    await twin.close()
  })

  /** After a later message has arrived, whatever was to come has come. */
  async function expectNothingTwice(): Promise<void> {
    await world.pay({ id: 'payment-9', attemptId: 'f'.repeat(32), method: 'banktransfer' })
    await world.tell(payments().at(-1))
    await eventually(() =>
      expect(world.messages).toContainEqual(expect.objectContaining({ attemptId: 'f'.repeat(32) })),
    )
    const ids = world.messages.map(({ messageId }) => messageId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(calls('refund')).toHaveLength(1)
  }

  /** Connections are tried again after 5 s at last, each by itself. */
  const comeBack = (check: () => unknown): Promise<unknown> =>
    vi.waitFor(check, { timeout: 20_000, interval: 50 })

  test('while the database is away nothing is acknowledged, and nothing is lost (E12)', async () => {
    await world.pay()
    const { headers, body } = world.company.webhook(payments()[0] ?? expect.fail())
    const path = '/api/payment/webhook/demo/shop/local/sandbox'
    await server.kill()
    expect((await world.call('POST', path, body, headers)).status).toBe(500)
    const ready = await world.call('GET', '/readyz')
    expect(ready).toEqual({ status: 503, body: { status: 'unready', store: 'down', bus: 'up' } })
    expect((await world.send({ updateId: 'upd-1', orderId: 'payment-1', status: 'shipped' })).status).toBe(
      500,
    )
    await server.start()
    await comeBack(async () => expect((await world.call('GET', '/readyz')).status).toBe(200))
    expect((await world.call('POST', path, body, headers)).body).toEqual({ state: 'recorded' })
    await comeBack(() => expect(world.messages).toMatchObject([{ kind: 'captured', attemptId }]))
    expect((await world.send({ updateId: 'upd-1', orderId: 'payment-1', status: 'shipped' })).status).toBe(
      204,
    )
  }, 60_000)
})
