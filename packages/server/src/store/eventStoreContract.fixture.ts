import type { Database, SqlSteps, Transaction } from '@payloom/bus/database'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PaymentRecord } from '../payment/PaymentRecord.ts'
import type { StoredEvent } from './StoredEvent.ts'
import {
  byTurns,
  fullRecord as full,
  cartKey as key,
  type StoreWorld,
  saveRecordIn as save,
  storedAttempt,
  recordTime as time,
} from './storeWorld.fixture.ts'

const eventOf = (eventId: string, more: Partial<StoredEvent> = {}): StoredEvent => ({
  eventId,
  body: `{"id":"${eventId}"}`,
  paymentId: 'cart-1',
  receivedAt: time,
  tries: 0,
  ...more,
})
const idsOf = (events: readonly StoredEvent[]): string[] => events.map(({ eventId }) => eventId)

/** What every store of payments has to do; messages, faults and what is erased. */
export function describeEventStore(title: string, isSkipped: boolean, makeWorld: () => StoreWorld): void {
  describe.skipIf(isSkipped)(`messages, faults and retention in ${title}`, () => {
    let world: StoreWorld
    beforeEach(() => {
      world = makeWorld()
    })
    afterEach(() => world.close())

    test('a message is stored once, and is open until it is handled or in quarantine (E4)', async () => {
      const store = world.open()
      await store.saveEvent(eventOf('one', { nextTryAt: 10 }))
      expect(await store.saveEvent({ ...eventOf('one'), body: 'other' })).toEqual(
        eventOf('one', { nextTryAt: 10 }),
      )
      await store.saveEvent(eventOf('two'))
      expect(idsOf(await store.openEvents('cart-1'))).toEqual(['one', 'two'])
      expect(idsOf(await store.dueEvents(10, 20))).toEqual(['one'])
      await store.patchEvent('one', { handledAt: time, nextTryAt: undefined })
      await store.patchEvent('two', { quarantinedAt: time, reason: 'poison', tries: 3 })
      expect(await store.openEvents('cart-1')).toEqual([])
      expect(await store.saveEvent(eventOf('two'))).toMatchObject({ reason: 'poison', tries: 3 })
    })

    test('of two processes that hear the same message at once, both find one row (E4)', async () => {
      const stores = [world.open(), world.open()]
      const heard = Array.from({ length: 10 }, (_, index) =>
        byTurns(stores, index).saveEvent(eventOf('one', { body: `{"n":${index}}` })),
      )
      const bodies = (await Promise.all(heard)).map((event) => event.body)
      expect(new Set(bodies).size).toBe(1)
    })

    test('a hundred messages that hang starve nobody (E7)', async () => {
      const store = world.open()
      for (let serial = 0; serial < 100; serial += 1) {
        await store.saveEvent(eventOf(`hangs-${serial}`, { nextTryAt: 1 }))
      }
      await store.saveEvent(eventOf('good', { nextTryAt: 2 }))
      expect(idsOf(await store.dueEvents(5, 100))).not.toContain('good')
      expect(idsOf(await store.dueEvents(5, 100))).toEqual(['good'])
      expect(await store.dueEvents(99, 200)).toEqual([])
      expect(await store.dueEvents(100, 200)).toHaveLength(100)
    })

    test('two processes that look for due messages at once take each once (E9)', async () => {
      const stores = [world.open(), world.open()]
      for (let serial = 0; serial < 20; serial += 1)
        await byTurns(stores, 0).saveEvent(eventOf(`e${serial}`, { nextTryAt: 1 }))
      const taken = await Promise.all([0, 1, 0, 1].map((index) => byTurns(stores, index).dueEvents(5, 100)))
      const ids = taken.flatMap((events) => idsOf(events))
      expect(ids).toHaveLength(20)
      expect(new Set(ids).size).toBe(20)
    })

    test('a database that fails in the middle of a change leaves nothing of it, and works afterwards (E12)', async () => {
      const store = world.open()
      await save(store, (_, epoch) => full(epoch))
      const { cursor } = await store.changes()
      const before = await store.read(key)
      let left = Number.POSITIVE_INFINITY
      const failing = world.open({
        wrap: (database) =>
          failAfter(database, () => {
            left -= 1
            return left < 0
          }),
      })
      const epoch = await failing.epoch()
      const change = () =>
        save(failing, (record) => {
          const { attempts, facts, updates, ...rest } = record as PaymentRecord
          return {
            ...rest,
            seq: 9,
            attempts: [...attempts.slice(1).map((one) => ({ ...one, step: 7 })), storedAttempt(5)],
            facts: [...facts, { factId: 'f9', attemptId: 'a', kind: 'captured' }],
            updates: updates.map((one) => ({ ...one, tries: 9 })),
            history: [...rest.history, { status: 'paid', at: time }],
          }
        })
      let failures = 0
      for (left = failures; ; left = failures) {
        const outcome = await change().catch((error: Error) => error)
        if (!outcome) break
        expect(outcome).toMatchObject({ message: 'database or disk is full' })
        expect(await store.read(key)).toEqual({ ...before, epoch })
        expect((await store.changes(cursor)).keys).toEqual([])
        failures += 1
      }
      expect(failures).toBeGreaterThan(10)
      expect((await store.read(key))?.seq).toBe(9)
    })

    test('a message that could not be stored is not there (E12)', async () => {
      let isFull = true
      const store = world.open({ wrap: (database) => failAfter(database, () => isFull) })
      await expect(store.saveEvent(eventOf('one', { nextTryAt: 1 }))).rejects.toThrow('disk is full')
      await expect(store.dueEvents(5, 9)).rejects.toThrow('disk is full')
      isFull = false
      expect(await store.dueEvents(5, 9)).toEqual([])
      await store.saveEvent(eventOf('one', { nextTryAt: 1 }))
      expect(idsOf(await store.openEvents('cart-1'))).toEqual(['one'])
    })

    test('however many payments and messages there are, the statements stay few (E15)', async () => {
      const texts = new Set<string>()
      const store = world.open({ wrap: (database) => watching(database, (text) => texts.add(text)) })
      const work = async (serial: number): Promise<void> => {
        const own = { ...key, paymentId: `cart-${serial}` }
        await save(store, (_, epoch) => full(epoch, own), own)
        await save(store, (record) => ({ ...(record as PaymentRecord), attempts: [] }), own)
        await store.saveEvent(eventOf(`e${serial}`, { nextTryAt: serial }))
        await store.patchEvent(`e${serial}`, { handledAt: time, nextTryAt: undefined })
        await store.changes(serial)
        await store.findDue(serial)
        await store.erase('2027-01-01T00:00:00Z')
      }
      await work(1)
      const few = texts.size
      for (let serial = 2; serial < 12; serial += 1) await work(serial)
      expect(texts.size).toBe(few)
      expect(few).toBeLessThan(40)
    })

    test('what is personal is erased once it is old, and what a repeat is known by stays', async () => {
      const store = world.open()
      const settled = '2026-10-01T10:00:00.000Z'
      const attempt = storedAttempt(2, {
        settledAt: settled,
        returned: { at: settled, step: 1, params: { email: 'ada@example.com' } },
        returnHash: 'hash-2',
      })
      await save(store, (_, epoch) => ({ ...full(epoch), attempts: [attempt], facts: [], updates: [] }))
      expect(await store.erase(settled)).toBe(0)
      expect(await store.erase('2026-10-01T10:00:00.001Z')).toBe(1)
      expect(await store.erase('2026-10-01T10:00:00.001Z')).toBe(0)
      const record = await store.read(key)
      expect(record?.attempts).toEqual([{ ...attempt, returned: { ...attempt.returned, params: {} } }])
      expect(await store.findReturn('hash-2')).toBeDefined()
    })

    test('a message whose body is erased is still known by it, and another one of its id is not it (E4)', async () => {
      const store = world.open()
      await store.saveEvent(eventOf('one'))
      await store.saveEvent(eventOf('open', { nextTryAt: 1 }))
      await store.patchEvent('one', { handledAt: time })
      await store.saveEvent(eventOf('bad', { quarantinedAt: time, reason: 'poison' }))
      expect(await store.erase(time)).toBe(0)
      expect(await store.erase('2026-11-23T00:00:00Z')).toBe(2)
      expect(await store.erase('2026-11-23T00:00:00Z')).toBe(0)
      expect(await store.saveEvent(eventOf('one'))).toEqual(eventOf('one', { handledAt: time }))
      expect((await store.saveEvent(eventOf('one', { body: '{"id":"two"}' }))).body).toBe('')
      expect(await store.saveEvent(eventOf('bad'))).toMatchObject({ reason: 'poison' })
      expect(await store.dueEvents(1, 2)).toEqual([eventOf('open', { nextTryAt: 1 })])
    })

    test('many rows are erased a part at a time, by several processes at once', async () => {
      const stores = [world.open(), world.open()]
      for (let serial = 0; serial < 150; serial += 1) {
        await byTurns(stores, 0).saveEvent(eventOf(`e${serial}`, { handledAt: time }))
      }
      const counts = await Promise.all(stores.map((store) => store.erase('2026-11-23T00:00:00Z')))
      expect(Math.max(...counts)).toBe(100)
      while ((await byTurns(stores, 1).erase('2026-11-23T00:00:00Z')) !== 0);
      expect(await byTurns(stores, 0).saveEvent(eventOf('e149'))).toMatchObject({ body: '{"id":"e149"}' })
    })
  })
}

/** A database that is full whenever `isFull` says so, at any statement of a transaction. */
function failAfter(database: Database, isFull: () => boolean): Database {
  return watching(database, () => {
    if (isFull()) throw new Error('database or disk is full')
  })
}

function watching(database: Database, see: (text: string) => void): Database {
  function* watch<T>(steps: SqlSteps<T>): SqlSteps<T> {
    let step = steps.next()
    while (!step.done) {
      if ('text' in step.value) see(step.value.text)
      step = steps.next(yield step.value)
    }
    return step.value
  }
  return {
    ...database,
    all(text, ...values) {
      see(text)
      return database.all(text, ...values)
    },
    transaction: <T>(work: (sql: Transaction) => SqlSteps<T>) =>
      database.transaction((sql) => watch(work(sql))),
    snapshot: (work) => database.snapshot((sql) => watch(work(sql))),
  }
}
