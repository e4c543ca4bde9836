import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BusLogEntry } from '../BusLog.ts'
import type { BusMessage } from '../BusMessage.ts'
import { paid } from '../busContract.fixture.ts'
import type { Database } from '../database/Database.ts'
import { openDatabase } from '../database/openDatabase.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { type Dispatcher, openDispatcher } from './openDispatcher.ts'
import { openSqlOutbox } from './openSqlOutbox.ts'

const lease = 6_000

/** What an outbox has to do that several processes share. @param locate names a new database for each test. */
export function describeOutbox(title: string, isSkipped: boolean, locate: () => string): void {
  describe.skipIf(isSkipped)(`an outbox: ${title}`, () => {
    let location = ''
    let cleanups: (() => Promise<void>)[] = []
    beforeEach(() => {
      location = locate()
    })
    afterEach(async () => {
      for (const cleanup of cleanups.reverse()) await cleanup()
      cleanups = []
    })
    const open = (): Database => {
      const schema = { name: 'payloom_outbox', sqlite: [], postgres: [] }
      const database = openDatabase({ location, schema })
      cleanups.push(() => database.close())
      return database
    }
    const clock = createManualClock()
    /** Closes; what hangs is broken off after its grace. */
    const end = async (dispatcher: Dispatcher): Promise<void> => {
      let isClosed = false
      const closed = dispatcher.close().then(() => {
        isClosed = true
      })
      await eventually(() => {
        clock.advance(1_000)
        expect(isClosed).toBe(true)
      })
      await closed
    }
    /** A process that sends. */
    const start = (
      send: (message: BusMessage, signal: AbortSignal) => Promise<void>,
      concurrency = 8,
    ): Dispatcher & { said: BusLogEntry[] } => {
      const said: BusLogEntry[] = []
      const log = (entry: BusLogEntry): void => void said.push(entry)
      const outbox = openSqlOutbox(open())
      const dispatcher = openDispatcher({ outbox, send, clock, random: () => 0, log, concurrency })
      cleanups.push(() => end(dispatcher))
      return { ...dispatcher, said }
    }
    const put = async (...ids: string[]): Promise<void> => {
      const outbox = openSqlOutbox(open())
      for (const id of ids) await outbox.insert(paid(id), clock.now())
    }
    const untilHung = (_: BusMessage, signal: AbortSignal): Promise<void> =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('ended'))))
    const eventually = (check: () => void): Promise<void> =>
      vi.waitFor(check, { timeout: 8_000, interval: 5 })

    test('several processes that are woken together send each message once', async () => {
      const ids = Array.from({ length: 60 }, (_, index) => `m-${index}`)
      await put(...ids)
      const sent: string[] = []
      const processes = [1, 2, 3].map(() =>
        start(async ({ messageId }) => {
          sent.push(messageId)
        }),
      )
      for (const one of processes) one.wake()
      await eventually(() => expect(sent).toHaveLength(60))
      await eventually(() => expect(processes.flatMap(({ said }) => said)).toHaveLength(60))
      expect(new Set(sent)).toEqual(new Set(ids))
    })

    test('many processes that start at once make one table', async () => {
      const outboxes = Array.from({ length: 6 }, () => openSqlOutbox(open()))
      await Promise.all(outboxes.map((outbox, index) => outbox.insert(paid(`m-${index}`), clock.now())))
      expect(await open().all('SELECT message_id FROM bus_outbox')).toHaveLength(6)
    })

    test('what a killed process had under way is sent by another one when its lease ends', async () => {
      await put('orphan')
      await openSqlOutbox(open()).claim(clock.now(), 8, clock.now() + lease)
      const sent: string[] = []
      const other = start(async ({ messageId }) => void sent.push(messageId))
      clock.advance(lease - 1_000)
      other.wake()
      await eventually(() => expect(other.said).toEqual([]))
      clock.advance(1_000)
      other.wake()
      await eventually(() => expect(sent).toEqual(['orphan']))
    })

    test('what takes long stays with its process, which renews its lease', async () => {
      await put('slow')
      let started = 0
      const slow = start((message, signal) => {
        started += 1
        return untilHung(message, signal)
      }, 1)
      await eventually(() => expect(started).toBe(1))
      const dueAt = async (): Promise<number> =>
        Number((await open().get('SELECT due_at FROM bus_outbox'))?.due_at)
      for (let renewals = 1; renewals <= 5; renewals += 1) {
        const expected = clock.now() + 2_000 + lease
        clock.advance(2_000)
        await vi.waitFor(async () => expect(await dueAt()).toBe(expected), { timeout: 8_000 })
      }
      const sent: string[] = []
      start(async ({ messageId }) => void sent.push(messageId)).wake()
      await put('next')
      await eventually(() => {
        clock.advance(1_000)
        expect(sent).toEqual(['next'])
      })
      await end(slow)
      await eventually(() => {
        clock.advance(1_000)
        expect(sent).toEqual(['next', 'slow'])
      })
    })

    test('what close breaks off is due at once, for another process', async () => {
      await put('broken-off')
      let started = 0
      const first = start((message, signal) => {
        started += 1
        return untilHung(message, signal)
      })
      await eventually(() => expect(started).toBe(1))
      await end(first)
      const sent: string[] = []
      start(async ({ messageId }) => void sent.push(messageId)).wake()
      await eventually(() => expect(sent).toEqual(['broken-off']))
      expect(await open().get('SELECT tries FROM bus_outbox')).toEqual({ tries: 0 })
    })

    test('what was delivered is forgotten after a week, what was given up after a month', async () => {
      const database = open()
      const outbox = openSqlOutbox(database)
      const day = 24 * 3_600_000
      await put('delivered', 'given-up', 'waiting', 'later')
      await outbox.delivered('delivered', clock.now())
      await outbox.quarantined('given-up', clock.now(), 'status 400')
      const left = async (days: number): Promise<unknown[]> => {
        await outbox.delivered('later', clock.now() + days * day)
        const rows = await database.all('SELECT message_id FROM bus_outbox ORDER BY message_id')
        return rows.map((row) => row.message_id)
      }
      expect(await left(8)).toEqual(['given-up', 'later', 'waiting'])
      expect(await left(31)).toEqual(['later', 'waiting'])
    })

    test('a row of a transaction is there with it, and a process that nobody woke finds it', async () => {
      const sent: string[] = []
      start(async ({ messageId }) => void sent.push(messageId))
      const database = open()
      const outbox = openSqlOutbox(database)
      const undone = database.transaction(function* (sql) {
        yield* outbox.insertWithin(sql, paid('undone'), clock.now())
        throw new Error('taken back')
      })
      await expect(undone).rejects.toThrow('taken back')
      await database.transaction((sql) => outbox.insertWithin(sql, paid('done'), clock.now()))
      await eventually(() => {
        clock.advance(5_000)
        expect(sent).toEqual(['done'])
      })
    })
  })
}
