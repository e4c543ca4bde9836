import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '@payloom/bus'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { companySecret, secretKey } from '../company.fixture.ts'
import { createPlainConnector } from '../connectors/plain/createPlainConnector.ts'
import { createSandboxConnector } from '../connectors/sandbox/createSandboxConnector.ts'
import { answerJson } from '../httpServer.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import type { TestPayment } from '../testPayment.fixture.ts'
import { type Answer, allMethods, attemptId, eventually, openWorld, type World } from '../world.fixture.ts'

let folder: string
let world: World
let clock: ManualClock
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-orchestrator-'))
  clock = createManualClock()
  world = await openWorld({ configuration: allMethods, clock, database: path.join(folder, 'ledger.db') })
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

const [second, third] = ['b'.repeat(32), 'c'.repeat(32)]
const payments = (): TestPayment[] => world.company.payments
const cancel = (attempt = attemptId): Promise<Answer> =>
  world.call('POST', '/payment/payment-1/cancel', { attemptId: attempt })
const read = async () => (await world.call('GET', '/payment/payment-1')).body.attempts
const calls = (call: string) => world.company.requests.filter((request) => request.call === call)
const tried = (result: string): Promise<void> =>
  eventually(() =>
    expect(world.log).toContainEqual(
      expect.objectContaining({ event: 'chore-tried', kind: 'return-duplicate', result }),
    ),
  )
const keptOf = ({ authorizedAmount, capturedAmount, refundedAmount }: TestPayment): number =>
  authorizedAmount.value + capturedAmount.value - refundedAmount.value
const kept = (): number[] => payments().map(keptOf)
const down = { before: (response: Parameters<typeof answerJson>[0]) => answerJson(response, 503, {}) }
/** A transfer that was given up, and a card that paid instead. */
const payInstead = async (): Promise<void> => {
  await world.pay({ method: 'banktransfer' })
  await cancel()
  await world.pay({ attemptId: second })
  await world.tell(payments()[1])
}
const succeedLate = (payment = payments()[0]): Promise<Answer> =>
  world.tell(world.company.settle(payment, 'succeeded', 'payment.captured'))
const hold = (): Promise<Answer> =>
  world.pay({ method: 'gift', data: { number: '6000123456781000', pin: '1234' } })
const payRest = (change: Record<string, unknown> = {}): Promise<Answer> =>
  world.pay({ attemptId: second, total: 9.99, amount: 9.99, ...change })

test('money that comes after another attempt has paid goes back, and the shop is told', async () => {
  await world.restart({ clock: systemClock })
  await payInstead()
  await succeedLate()
  await eventually(() => expect(kept()).toEqual([0, 1999]))
  await tried('done')
  expect(calls('refund')).toMatchObject([
    { key: `return-${attemptId}`, body: { reference: `return-${attemptId}`, amount: { value: 1999 } } },
  ])
  expect((await read())[0].facts).toContainEqual(
    expect.objectContaining({
      kind: 'refunded',
      amount: { value: 1999, currency: 'EUR' },
      confirmed: true,
    }),
  )
  await eventually(() =>
    expect(world.messages).toContainEqual(expect.objectContaining({ kind: 'refunded', attemptId })),
  )
})

test('a process that ends between the late money and its return goes on with the next start (A15)', async () => {
  await payInstead()
  world.company.spoil('refund', down)
  await succeedLate()
  await tried('later')
  expect(kept()).toEqual([1999, 1999])
  await world.restart({ configuration: allMethods, clock })
  clock.advance(1_000)
  await eventually(() => expect(kept()).toEqual([0, 1999]))
})

test('money whose return was answered to nobody goes back once (A2)', async () => {
  await payInstead()
  world.company.spoil('refund', { after: (response) => void response.destroy() })
  world.company.spoil('refund', { after: (response) => void response.destroy() })
  await succeedLate()
  await tried('later')
  await world.restart({ configuration: allMethods, clock })
  clock.advance(1_000)
  await tried('done')
  expect(kept()).toEqual([0, 1999])
  expect(payments()[0]?.events.filter(({ type }) => type === 'payment.refunded')).toHaveLength(1)
})

test('of money that was given back in part before only the rest goes back', async () => {
  await payInstead()
  world.company.settle(payments()[0], 'succeeded', 'payment.captured')
  world.company.giveBack(payments()[0], 500)
  await read()
  await tried('done')
  expect(calls('refund')).toMatchObject([{ body: { amount: { value: 1499 } } }])
  expect(kept()).toEqual([0, 1999])
})

test('a part that is given back while it is asked for all is noticed, and the rest goes back', async () => {
  await payInstead()
  world.company.spoil('refund', {
    before: (response) => {
      world.company.giveBack(payments()[0], 500)
      answerJson(response, 422, { error: { code: 'amount_too_large' } })
    },
  })
  await succeedLate()
  await tried('later')
  clock.advance(1_000)
  await tried('done')
  expect(kept()).toEqual([0, 1999])
})

test('money that was given back already is not asked for again', async () => {
  await payInstead()
  world.company.spoil('refund', down)
  await succeedLate()
  await tried('later')
  world.company.giveBack(payments()[0], 1999)
  clock.advance(1_000)
  await tried('done')
  expect(calls('refund')).toHaveLength(1)
})

test('what the shop gives back of the money that it keeps sends no other money back', async () => {
  await payInstead()
  world.company.spoil('refund', down)
  await succeedLate()
  await tried('later')
  await world.tell(world.company.giveBack(payments()[1], 500))
  clock.advance(1_000)
  await tried('done')
  expect(kept()).toEqual([0, 1499])
  expect(calls('refund')).toHaveLength(2)
})

test.each([500, 1999])(
  'money that comes after the shop gave %i of the order’s back is not needed for it: it goes back',
  async (amount) => {
    await payInstead()
    await world.tell(world.company.giveBack(payments()[1], amount))
    await succeedLate()
    await eventually(() => expect(kept()).toEqual([0, 1999 - amount]))
    await tried('done')
    expect(calls('refund')).toMatchObject([{ key: `return-${attemptId}` }])
  },
)

test('money in the currency of before goes back once the order is paid in another, and not before', async () => {
  await world.pay({ method: 'banktransfer' })
  await cancel()
  await succeedLate()
  await world.pay({ attemptId: second, currency: 'USD', total: 22, amount: 22, paymentTotal: 22 })
  expect([calls('refund'), kept()]).toEqual([[], [1999, 2200]])
  await world.tell(payments()[1])
  await eventually(() => expect(kept()).toEqual([0, 2200]))
})

test('a held part beside a late whole payment is given back, and not taken', async () => {
  await world.pay({ method: 'banktransfer', attemptId: third })
  await cancel(third)
  await hold()
  await read()
  await succeedLate(payments()[0])
  await eventually(() => expect(kept()).toEqual([1999, 0]))
  await tried('done')
  expect(calls('capture')).toEqual([])
  expect((await read())[1].facts).toMatchObject([{ kind: 'authorized' }, { kind: 'voided', confirmed: true }])
  expect((await cancel()).body.outcome).toEqual({ outcome: 'canceled' })
})

test('a part that was taken already is refunded', async () => {
  await world.pay({ attemptId: third, method: 'banktransfer' })
  await hold()
  await read()
  await payRest({ data: { token: 'tok_challenge' } })
  await world.tell(world.company.settle(payments()[1], 'succeeded', 'payment.captured'))
  await succeedLate(payments()[0])
  await eventually(() => expect(kept()).toEqual([1999, 0, 0]))
  expect(calls('refund')).toMatchObject([{ body: { amount: { value: 1000 } } }])
})

test('a part that waits to be taken is given back instead once a whole payment came', async () => {
  await world.pay({ method: 'banktransfer', attemptId: third })
  await hold()
  await read()
  await payRest()
  world.company.spoil('capture', down)
  await world.tell(payments()[2])
  await eventually(() => expect(calls('capture')).toHaveLength(1))
  // The rest was there before the whole: it is the whole that is not needed.
  await succeedLate(payments()[0])
  await eventually(() => expect(kept()).toEqual([0, 1000, 999]))
  clock.advance(1_000)
  await eventually(() => expect(payments()[1]?.status).toBe('succeeded'))
  expect(kept()).toEqual([0, 1000, 999])
})

test('a success whose void was not told yet makes no other unneeded', async () => {
  await world.pay({ attemptId: third, method: 'banktransfer' })
  await hold()
  await read()
  await payRest()
  world.company.spoil('capture', down)
  await world.tell(payments()[2])
  world.company.settle(payments()[1], 'canceled', 'payment.voided')
  await succeedLate(payments()[0])
  await eventually(() => expect(kept()).toEqual([1999, 0, 0]))
  await eventually(() => expect(calls('refund')).toMatchObject([{ body: { amount: { value: 999 } } }]))
})

test('money that came before the shop knew of it does not raise the total', async () => {
  await world.pay({ method: 'banktransfer' })
  await cancel()
  await succeedLate()
  await world.pay({ attemptId: second })
  await world.tell(payments()[1])
  await eventually(() => expect(kept().filter((value) => value > 0)).toEqual([1999]))
})

test('money of an attempt that was ended goes back although the shop has not heard of it and its total is another one now', async () => {
  await world.pay({ method: 'banktransfer', paymentTotal: 19.99 })
  await cancel()
  await succeedLate()
  await world.pay({ attemptId: second, total: 50, amount: 50, paymentTotal: 50 })
  await world.tell(payments()[1])
  await eventually(() => expect(kept()).toEqual([0, 5000]))
})

test('a total that has risen since is paid by both', async () => {
  await world.pay()
  await world.tell(payments()[0])
  await world.pay({ attemptId: second, total: 5, amount: 5 })
  await world.tell(payments()[1])
  await world.pay({ attemptId: third, total: 7, amount: 7, method: 'banktransfer' })
  await world.call('GET', '/healthz')
  expect([kept(), calls('refund')]).toEqual([[1999, 500, 0], []])
})

test('where a company cannot give money back it is kept, and said so once', async () => {
  const keys = { secretKey, publishableKey: 'pk_public', webhookSecrets: [companySecret] }
  const { returnMoney: _, ...sandbox } = createSandboxConnector({ url: world.company.url, ...keys })
  const connectors = [sandbox, createPlainConnector()]
  await world.restart({ configuration: allMethods, clock, connectors })
  await payInstead()
  await succeedLate()
  await tried('done')
  expect(world.log.filter(({ event }) => event === 'duplicate-kept')).toEqual([
    { event: 'duplicate-kept', provider: 'sandbox', attemptId, reason: 'unsupported' },
  ])
  expect(kept()).toEqual([1999, 1999])
})
