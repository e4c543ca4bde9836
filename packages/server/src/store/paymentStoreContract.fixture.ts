import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaymentKey, PaymentRecord } from '../payment/PaymentRecord.ts'
import { attemptId, eur } from '../testShop.fixture.ts'
import {
  byTurns,
  fullRecord as full,
  cartKey as key,
  recordTime,
  type StoreWorld,
  saveRecordIn as save,
  storedAttempt,
  storedUpdate,
} from './storeWorld.fixture.ts'

const other: PaymentKey = { ...key, paymentId: 'cart-2' }
const keyOf = (serial: number): PaymentKey => ({ ...key, paymentId: `cart-${serial}` })

/** What every store of payments has to do; records and what is told of them. */
export function describePaymentStore(title: string, isSkipped: boolean, makeWorld: () => StoreWorld): void {
  describe.skipIf(isSkipped)(`a store in ${title}`, () => {
    let world: StoreWorld
    beforeEach(() => {
      world = makeWorld()
    })
    afterEach(() => world.close())

    test('a record is read as it was written, also by the next process', async () => {
      const store = world.open()
      await save(store, (_, epoch) => full(epoch))
      expect(await store.read(key)).toEqual(full(await store.epoch()))
      await store.close()
      const next = world.open()
      expect(await next.read(key)).toEqual(full(await next.epoch()))
      expect(await next.read({ ...key, tenant: 'other' })).toBeUndefined()
    })

    test('a change that throws leaves nothing behind', async () => {
      const store = world.open()
      await save(store, (_, epoch) => full(epoch))
      const before = await store.read(key)
      const failing = store.update(key, () => {
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await store.read(key)).toEqual(before)
      await save(store, (record) => ({ ...(record as PaymentRecord), seq: 4 }))
      expect((await store.read(key))?.seq).toBe(4)
    })

    test('an attempt that is given back is gone with its answers; the others keep their order', async () => {
      const store = world.open()
      await save(store, (_, epoch) => full(epoch))
      const [first, second] = full(1).attempts
      if (!first || !second) throw new Error('no attempts')
      await save(store, (record) => ({ ...(record as PaymentRecord), attempts: [second] }))
      expect((await store.read(key))?.attempts).toEqual([second])
      const again = { ...first, answers: [] }
      await save(store, (record) => ({
        ...(record as PaymentRecord),
        attempts: [...(record as PaymentRecord).attempts, storedAttempt(3), again],
      }))
      expect((await store.read(key))?.attempts).toEqual([second, storedAttempt(3), again])
    })

    test('a fact that is confirmed keeps its place, and an update that was sent too', async () => {
      const store = world.open()
      await save(store, (_, epoch) => full(epoch))
      await save(store, (record) => {
        const { facts, updates, ...rest } = record as PaymentRecord
        return {
          ...rest,
          facts: facts.map((fact) => ({ ...fact, confirmed: true })),
          updates: updates.map(({ dueAt: _, ...update }) => ({ ...update, tries: 3 })),
        }
      })
      const record = await store.read(key)
      expect(record?.facts.map(({ factId, confirmed }) => [factId, confirmed])).toEqual([
        ['f2', true],
        ['f1', true],
        ['f3', true],
      ])
      expect(record?.updates.map(({ updateId, tries, dueAt }) => [updateId, tries, dueAt])).toEqual([
        ['cart-1-up-2', 3, undefined],
        ['cart-1-up-1', 3, undefined],
      ])
    })

    test('two processes never both change what they read', async () => {
      const stores = [world.open(), world.open()]
      await save(byTurns(stores, 0), (_, epoch) => ({ ...full(epoch), seq: 0 }))
      const counted = Array.from({ length: 30 }, (_, index) =>
        save(byTurns(stores, index), (record) => ({
          ...(record as PaymentRecord),
          seq: (record?.seq ?? 0) + 1,
        })),
      )
      await Promise.all(counted)
      expect((await byTurns(stores, 1).read(key))?.seq).toBe(30)
    })

    test('of many claims of a payment that is not there yet, one finds nothing', async () => {
      const stores = [world.open(), world.open()]
      const claims = Array.from({ length: 20 }, (_, index) =>
        byTurns(stores, index).update(key, (record, epoch) =>
          record ? { value: 'late' } : { record: full(epoch), value: 'first' },
        ),
      )
      const answers = await Promise.all(claims)
      expect(answers.filter((answer) => answer === 'first')).toHaveLength(1)
    })

    test('changes are told from where a process stopped looking, whoever made them (E9)', async () => {
      const [one, two] = [world.open(), world.open()]
      await save(one, (_, epoch) => full(epoch))
      const { cursor, keys } = await two.changes()
      expect(keys).toEqual([])
      await save(one, (record) => ({ ...(record as PaymentRecord), seq: 9 }))
      const next = await two.changes(cursor)
      expect(next.keys).toEqual([key])
      expect(await two.changes(next.cursor)).toEqual({ cursor: next.cursor, keys: [] })
    })

    test('changes come in pages, in the order in which they were made', async () => {
      const store = world.open()
      const keys = [5, 3, 4, 1, 2].map(keyOf)
      for (const one of keys) await save(store, (_, epoch) => full(epoch, one), one)
      await save(store, (record) => ({ ...(record as PaymentRecord), seq: 9 }), keyOf(3))
      const seen: PaymentKey[] = []
      let page = await store.changes(0, 2)
      for (; page.keys.length > 0; page = await store.changes(page.cursor, 2)) seen.push(...page.keys)
      expect(seen).toEqual([5, 4, 1, 2, 3].map(keyOf))
    })

    test('who follows the changes of many writers misses none (D5, E9)', async () => {
      const writers = [world.open(), world.open(), world.open()]
      const reader = world.open()
      const { cursor: start } = await reader.changes()
      const seen = new Map<string, number>()
      const cursors = [start]
      const follow = async (): Promise<number> => {
        const page = await reader.changes(cursors.at(-1), 7)
        for (const one of page.keys) seen.set(one.paymentId, (await reader.read(one))?.seq ?? -1)
        if (page.keys.length > 0) cursors.push(page.cursor)
        return page.keys.length
      }
      let isWriting = true
      const writing = Promise.all(
        Array.from({ length: 90 }, (_, index) => {
          const own = keyOf(index % 30)
          const write = (record: PaymentRecord | undefined, epoch: number): PaymentRecord =>
            record ? { ...record, seq: record.seq + 1 } : { ...full(epoch, own), seq: 1 }
          return save(byTurns(writers, index), write, own)
        }),
      ).finally(() => {
        isWriting = false
      })
      while (isWriting) await follow()
      await writing
      while ((await follow()) > 0);
      expect([...seen.values()]).toEqual(Array.from({ length: 30 }, () => 3))
      expect(cursors).toEqual([...new Set(cursors)].sort((a, b) => a - b))
      expect(cursors.at(-1)).toBe(start + 90)
    })

    test('payments are due from their time on, the one that waits longest first, until nothing is open', async () => {
      const store = world.open()
      await save(store, (_, epoch) => full(epoch))
      const early = { due: { at: 10, tries: 0 }, heldSince: 3 }
      await save(store, (_, epoch) => ({ ...full(epoch, other), ...early }), other)
      expect(await store.findDue(9)).toEqual([])
      expect(await store.findDue(19)).toEqual([other])
      expect(await store.findDue(20)).toEqual([other, key])
      expect([await store.findHeld(2), await store.findHeld(11)]).toEqual([[], [other, key]])
      await save(
        store,
        (record) => {
          const { due: _, heldSince: __, ...rest } = record as PaymentRecord
          return rest
        },
        other,
      )
      expect([await store.findDue(20), await store.findHeld(11)]).toEqual([[key], [key]])
    })

    test('a payment is found by its id, by its return and by its order updates', async () => {
      const store = world.open()
      const foreign = { ...key, tenant: 'other' }
      await save(store, (_, epoch) => full(epoch))
      await save(store, (_, epoch) => ({ ...full(epoch, foreign), attempts: [] }), foreign)
      expect(await store.find('cart-1')).toHaveLength(2)
      expect(await store.find('cart-9')).toEqual([])
      expect(await store.findReturn('return-cart-1')).toEqual({ key, attemptId: attemptId(2) })
      expect(await store.findReturn('return-cart-9')).toBeUndefined()
      expect(await store.findUpdate('cart-1-up-1')).toHaveLength(2)
      expect(await store.findUpdate('up-9')).toEqual([])
    })

    test('an order update waits to be sent from its time on, and its payment is named once', async () => {
      const store = world.open()
      const updates = [
        storedUpdate('a', { dueAt: 50 }),
        storedUpdate('b', { dueAt: 10 }),
        storedUpdate('c', { dueAt: 12 }),
      ]
      await save(store, (_, epoch) => full(epoch))
      await save(store, (_, epoch) => ({ ...full(epoch, other), updates }), other)
      expect(await store.findUnsentUpdates(9)).toEqual([])
      expect(await store.findUnsentUpdates(29)).toEqual([other])
      expect(await store.findUnsentUpdates(60)).toEqual([other, key])
    })

    test('an order update stands once in a tenant, whoever is first', async () => {
      const [one, two] = [world.open(), world.open()]
      const first = keyOf(1)
      for (const own of [first, other])
        await save(one, (_, epoch) => ({ ...full(epoch, own), updates: [] }), own)
      const add = (store: typeof one, own: PaymentKey) =>
        save(
          store,
          (record) => ({ ...(record as PaymentRecord), seq: 7, updates: [storedUpdate('twice')] }),
          own,
        )
      const results = await Promise.allSettled([add(one, first), add(two, other)])
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const [owner] = await one.findUpdate('twice')
      expect([first, other]).toContainEqual(owner)
      const records = await Promise.all([one.read(first), one.read(other)])
      expect(records.map((record) => [record?.seq, record?.updates.length]).sort()).toEqual([
        [3, 0],
        [7, 1],
      ])
    })

    test('every opening raises the epoch, also for the processes that are there', async () => {
      const one = world.open()
      const first = await one.epoch()
      const two = world.open()
      expect(await two.epoch()).toBeGreaterThan(first)
      expect(await one.epoch()).toBe(await two.epoch())
    })

    test('many that open at once each raise the epoch and share one secret', async () => {
      const start = 1_800_000_000
      const stores = Array.from({ length: 5 }, () => world.open({ now: () => start * 1000 }))
      const secrets = await Promise.all(stores.map((store) => store.secret()))
      expect(new Set(secrets).size).toBe(1)
      expect(await byTurns(stores, 0).epoch()).toBe(start + 4)
    })

    test('a restored copy, and a new store after a lost one, are of a later epoch than all that was shown (D5)', async () => {
      let now = 1_800_000_000_000
      const clock = { now: () => now }
      const one = world.open(clock)
      await save(one, (_, epoch) => full(epoch))
      await one.close()
      await world.backUp()
      const used = world.open(clock)
      await save(used, (record) => ({ ...(record as PaymentRecord), seq: 99 }))
      const shown = await used.epoch()
      await used.close()
      await world.restore()
      now += 60_000
      const restored = world.open(clock)
      expect((await restored.read(key))?.seq).toBe(3)
      expect((await restored.read(key))?.epoch).toBeGreaterThan(shown)
      expect(await world.another().open(clock).epoch()).toBeGreaterThan(shown)
    })

    test('the secret is made once and kept', async () => {
      const secret = await world.open().secret()
      expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
      expect(await world.open().secret()).toBe(secret)
      expect(await world.another().open().secret()).not.toBe(secret)
    })

    test('amounts that exceed 32 bits are exact', async () => {
      const store = world.open()
      const total = eur(Number.MAX_SAFE_INTEGER)
      await save(store, (_, epoch) => ({ ...full(epoch), total }))
      expect((await store.read(key))?.total).toEqual(total)
    })

    test('no text is lost or refused, whatever signs are in it', async () => {
      const store = world.open()
      const odd = 'a\0b\uD800c\uDC00\uFDD0d\uFDD00000 \u2028😀\\0'
      const record: PaymentRecord = {
        ...full(1),
        ...{ tenant: odd, paymentId: odd, version: odd, orderId: odd, orderVersion: odd, customerId: odd },
        attempts: [
          storedAttempt(1, {
            ...{ title: odd, companyId: odd, returnHash: odd, country: odd, method: odd, provider: odd },
            outcome: { outcome: 'failed', error: { code: odd, retry: 'same', providerCode: odd } },
            returned: { at: recordTime, step: 1, params: { [odd]: odd } },
          }),
        ],
        facts: [
          {
            ...{ factId: odd, attemptId: odd, kind: odd, orderUpdateId: odd },
            tracking: { name: odd, number: odd },
          },
        ],
        updates: [storedUpdate(odd, { reason: odd, dueAt: 5 })],
        burnt: [odd],
      }
      const own = { tenant: odd, paymentId: odd }
      await save(store, (_, epoch) => ({ ...record, epoch }), own)
      expect(await store.read(own)).toEqual({ ...record, epoch: await store.epoch() })
      const found = [await store.find(odd), await store.findUpdate(odd), await store.findUnsentUpdates(5)]
      expect(found).toEqual([[own], [own], [own]])
      expect(await store.findReturn(odd)).toEqual({ key: own, attemptId: attemptId(1) })
      expect((await store.changes(0)).keys).toEqual([own])
      const event = { eventId: odd, body: odd, paymentId: odd, receivedAt: recordTime, tries: 0 }
      await store.saveEvent(event)
      await store.patchEvent(odd, { reason: odd })
      expect(await store.openEvents(odd)).toEqual([{ ...event, reason: odd }])
    })
  })
}
