import type { BusMessage } from '@payloom/bus'
import type { PaymentStatusMessage } from '@payloom/core/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../scripts/services/openPostgres.ts'
import { createManualClock } from './manualClock.fixture.ts'
import { createOrchestratorClient } from './orchestrator/createOrchestratorClient.ts'
import { type EventReader, openReader } from './relay/eventReader.fixture.ts'
import { postgresWorld, type StoreWorld, sqliteWorld } from './store/storeWorld.fixture.ts'
import { attemptId, eur, openTestShop, payWith, type TestShop } from './testShop.fixture.ts'

/** It takes a fifth of a second at most, where a machine has nothing else to do. */
const patience = { timeout: 5000, interval: 5 }
const isMissing = findPostgres() === undefined
let server: PostgresServer | undefined
beforeAll(async () => {
  server = await openPostgres()
})
afterAll(() => server?.close())

describeServices('one SQLite file', false, sqliteWorld)
describeServices(`one PostgreSQL${isMissing ? ' (not installed here)' : ''}`, isMissing, () =>
  postgresWorld(server?.url ?? ''),
)

function describeServices(title: string, isSkipped: boolean, makeWorld: () => StoreWorld): void {
  describe.skipIf(isSkipped)(`two services on ${title}`, () => {
    let world: StoreWorld
    let one: TestShop
    let two: TestShop
    let readers: EventReader[]
    let deliver: (message: BusMessage) => Promise<void>
    let isDeaf = false

    /** Each with a connection of its own, at one orchestrator. The bus of the second is a test's to hold. */
    const start = async (options: Parameters<typeof openTestShop>[0] = {}): Promise<void> => {
      const open = () => {
        const store = world.open()
        return isDeaf ? { ...store, listen: () => () => undefined } : store
      }
      one = await openTestShop({ store: open(), ...options })
      two = await openTestShop({
        store: open(),
        orchestrator: createOrchestratorClient({
          ...{ url: one.orchestrator.url, serviceUser: 'user', serviceToken: 'service-token-canary' },
        }),
        bus: {
          publish: async () => undefined,
          subscribe(handler) {
            deliver = handler
            return () => undefined
          },
          health: () => ({ status: 'up' }),
          close: async () => undefined,
        },
      })
    }
    beforeEach(() => {
      world = makeWorld()
      readers = []
      isDeaf = false
    })
    afterEach(async () => {
      for (const reader of readers) reader.close()
      await one?.close()
      await two?.close()
      await world.close()
    })

    const read = async (shop: TestShop): Promise<EventReader> => {
      const reader = await openReader(`${shop.url}/payments/cart-1/events`, { cookie: 'session=ada' })
      readers.push(reader)
      await vi.waitFor(() => expect(reader.states()).not.toEqual([]))
      return reader
    }
    const message = (more: Partial<PaymentStatusMessage> = {}, messageId = 'msg-1'): BusMessage => ({
      ...{ messageId, type: 'payment-status' },
      body: {
        ...{ orderId: 'cart-1', status: 'paid', kind: 'captured', factId: 'evt-1' },
        ...{ attemptId: attemptId(1), amount: eur(2000), providerTime: '2026-11-22T10:00:00Z' },
        ...more,
      },
    })
    const statusOf = (reader: EventReader) => reader.states().at(-1)?.status
    const order = (shop: TestShop, serial: number, quote: string) =>
      payWith(shop, serial, {
        ...{ provider: 'sandbox', method: 'card', purpose: 'pay', data: { token: 'tok_1' }, quote },
      })

    test('a quote of either is good at the other, and a repeat at the other is the same attempt (A3)', async () => {
      await start()
      const quote = await one.quote()
      const [first, again] = await Promise.all([order(one, 1, quote), order(two, 1, quote)])
      expect([first.status, again.status]).toEqual([200, 200])
      expect([first.body.outcome, again.body.outcome]).toEqual(['complete', 'complete'])
      expect(one.orchestrator.to('POST /payment')).toHaveLength(1)
    })

    test('of two attempts at both at once, one is asked for (A2)', async () => {
      await start()
      const quote = await one.quote()
      const answers = await Promise.all([order(one, 1, quote), order(two, 2, quote)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      expect(one.orchestrator.to('POST /payment')).toHaveLength(1)
      expect((await two.status()).attempts).toEqual((await one.status()).attempts)
    })

    test.each([
      ['is told of changes', false],
      ['is told of none', true],
    ])(
      'what either hears, a browser at the other is shown, also by a store that %s (E9)',
      async (_, deaf) => {
        isDeaf = deaf
        await start()
        await one.pay(1)
        const reader = await read(one)
        await deliver(message())
        await vi.waitFor(() => expect(statusOf(reader)).toBe('paid'), patience)
        await deliver(message({ kind: 'refunded', factId: 'evt-2' }, 'msg-2'))
        await vi.waitFor(() => expect(statusOf(reader)).toBe('refunded'), patience)
      },
    )

    if (makeWorld !== sqliteWorld)
      test('a service that hears of a change does not wait for its next look (E9)', async () => {
        // Time stands still at the one, so it never looks by itself.
        await start({ clock: createManualClock() })
        await one.pay(1)
        const reader = await read(one)
        await vi.waitFor(() => expect(reader.states().at(-1)?.attempts).toHaveLength(1), patience)
        await deliver(message())
        await vi.waitFor(() => expect(statusOf(reader)).toBe('paid'), patience)
      })

    test('a message that both hear at once is stored once, and moves money once (E4, E9)', async () => {
      await start()
      await one.pay(1)
      const told: string[] = []
      for (const shop of [one, two])
        shop.service.on('PAYMENT_STATUS_UPDATED', ({ status }) => void told.push(status))
      await Promise.all([one.bus.publish(message()), deliver(message())])
      await vi.waitFor(() => expect(told.length).toBeGreaterThan(0), patience)
      expect(new Set(told)).toEqual(new Set(['paid']))
      expect(await two.status()).toMatchObject({ status: 'paid', amounts: { captured: eur(2000) } })
      await vi.waitFor(async () => expect(await one.store.openEvents('cart-1')).toEqual([]), patience)
    })

    test('a service that closes leaves the other its work', async () => {
      await start()
      await one.pay(1)
      await one.service.close()
      await deliver(message())
      const reader = await read(two)
      expect(statusOf(reader)).toBe('paid')
    })
  })
}
