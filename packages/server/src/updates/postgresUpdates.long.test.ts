import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import { createPostgresStore } from '../store/createPostgresStore.ts'
import { eur } from '../testShop.fixture.ts'
import { openUpdateShop, refundOf, type UpdateShop } from './updateShop.fixture.ts'

const outcomeOf = (sent: Promise<unknown>): Promise<string> =>
  sent.then(
    () => 'accepted',
    (error: { code?: string }) => error.code ?? String(error),
  )

describe.skipIf(findPostgres() === undefined)('two services on one PostgreSQL', { timeout: 60_000 }, () => {
  let postgres: PostgresServer
  let shops: UpdateShop[]
  beforeAll(async () => {
    postgres = (await openPostgres()) as PostgresServer
    const open = () => openUpdateShop({ sealCost: 2, store: createPostgresStore({ url: postgres.url }) })
    shops = [await open(), await open()]
  }, 120_000)
  afterAll(async () => {
    for (const shop of shops) await shop.close()
    await postgres.close()
  }, 60_000)

  test('of two refunds over the sum at once one is accepted, every time; the same one twice is one (H11, E9, E11)', async () => {
    const [one, two] = shops as [UpdateShop, UpdateShop]
    await one.takePayment()
    for (let round = 0; round < 20; round += 1) {
      const left = 2000 - round * 100
      const refunds = [one.send(refundOf(`a-${round}`, left)), two.send(refundOf(`b-${round}`, left))]
      expect((await Promise.all(refunds.map(outcomeOf))).toSorted()).toEqual([
        'accepted',
        expect.stringMatching(/^(refund-too-large|nothing-to-refund)$/),
      ])
      const accepted = (await one.updates()).at(-1)?.updateId ?? ''
      await two.deliver({
        ...{
          attemptId: undefined,
          factId: undefined,
          kind: 'order_update_rejected',
          orderUpdateId: accepted,
        },
      })
      // The same one by both: one row, and two messages of one id at the most.
      const twice = [one, two].map((shop) => outcomeOf(shop.send(refundOf(`c-${round}`, 100))))
      expect(await Promise.all(twice)).toEqual(['accepted', 'accepted'])
      expect((await one.updates()).filter(({ updateId }) => updateId === `c-${round}`)).toHaveLength(1)
      await one.deliver(
        { kind: 'refunded', amount: eur(100), orderUpdateId: `c-${round}` },
        `refund-${round}`,
      )
    }
    expect(await two.status()).toMatchObject({ status: 'refunded', amounts: { refunded: eur(2000) } })
  })

  test('one id for two payments at once is accepted for one of them (E11)', async () => {
    const [one, two] = shops as [UpdateShop, UpdateShop]
    await two.pay(2, {}, 'bob')
    for (let round = 0; round < 10; round += 1) {
      const update = { updateId: `ship-${round}`, status: 'shipped' as const }
      const sent = [one.send({ ...update, orderId: 'cart-1' }), two.send({ ...update, orderId: 'cart-2' })]
      expect((await Promise.all(sent.map(outcomeOf))).toSorted()).toEqual(['accepted', 'update-id-reused'])
    }
  })
})
