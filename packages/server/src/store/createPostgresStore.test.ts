import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import type { PaymentRecord } from '../payment/PaymentRecord.ts'
import { createPostgresStore } from './createPostgresStore.ts'
import { describeEventStore } from './eventStoreContract.fixture.ts'
import { describePaymentStore } from './paymentStoreContract.fixture.ts'
import {
  fullRecord as full,
  cartKey as key,
  postgresWorld,
  type StoreWorld,
  saveRecordIn as save,
} from './storeWorld.fixture.ts'

const isMissing = findPostgres() === undefined
let server: PostgresServer | undefined
beforeAll(async () => {
  server = await openPostgres()
})
afterAll(() => server?.close())
const title = `PostgreSQL${isMissing ? ' (not installed here)' : ''}`

describePaymentStore(title, isMissing, () => postgresWorld(server?.url ?? ''))
describeEventStore(title, isMissing, () => postgresWorld(server?.url ?? ''))

describe.skipIf(isMissing)('a store in PostgreSQL alone', () => {
  const url = (): string => server?.url ?? ''
  let world: StoreWorld
  beforeEach(() => {
    world = postgresWorld(url())
  })
  afterEach(() => world.close())

  test('who listens hears of each change of another process once it can be read (E9)', async () => {
    const [teller, hearer] = [world.open(), world.open()]
    const seen: (number | undefined)[] = []
    const stop = hearer.listen(() => void hearer.read(key).then((record) => seen.push(record?.seq)))
    await vi.waitFor(() => expect(seen).toEqual([undefined]))
    await save(teller, (_, epoch) => full(epoch))
    await vi.waitFor(() => expect(seen).toEqual([undefined, 3]))
    await save(teller, (record) => ({ ...(record as PaymentRecord), seq: 4 }))
    await vi.waitFor(() => expect(seen).toEqual([undefined, 3, 4]))
    stop()
    await save(teller, (record) => ({ ...(record as PaymentRecord), seq: 5 }))
    expect(seen).toHaveLength(3)
  })

  test('a backup that is restored under a running process is a new epoch, and everything in it is told again (D5)', async () => {
    const store = world.open()
    await save(store, (_, epoch) => full(epoch))
    await world.backUp()
    for (const seq of [4, 5]) await save(store, (record) => ({ ...(record as PaymentRecord), seq }))
    const { cursor } = await store.changes()
    const shown = await store.epoch()
    await world.restore()
    const told = await store.changes(cursor)
    expect(told.keys).toEqual([key])
    expect(told.cursor).toBeLessThan(cursor)
    expect(await store.read(key)).toEqual({ ...full(await store.epoch()) })
    expect(await store.epoch()).toBeGreaterThan(shown)
    expect((await store.changes(told.cursor)).keys).toEqual([])
  })

  test('a schema of another name is another store', async () => {
    const one = createPostgresStore({ url: url(), schema: 'shop_east' })
    const two = createPostgresStore({ url: url(), schema: 'shop_west' })
    await save(one, (_, epoch) => full(epoch))
    expect(await two.read(key)).toBeUndefined()
    expect((await one.read(key))?.seq).toBe(3)
    await one.close()
    await two.close()
  })

  test('a URL of anything else is refused at once', () => {
    expect(() => createPostgresStore({ url: 'payloom.sqlite' })).toThrow('postgres://')
    expect(() => createPostgresStore({ url: url(), schema: 'Shop' })).toThrow(TypeError)
  })

  test('a server that dies loses nothing that was written; meanwhile calls reject, afterwards they work (E12)', async () => {
    const store = world.open()
    await save(store, (_, epoch) => full(epoch))
    const { cursor } = await store.changes()
    const written: number[] = []
    const writing = (async () => {
      for (let seq = 4; ; seq += 1) {
        await save(store, (record) => ({ ...(record as PaymentRecord), seq }))
        written.push(seq)
      }
    })().catch((error: Error) => error)
    await vi.waitFor(() => expect(written.length).toBeGreaterThan(5))
    await server?.kill()
    expect(await writing).toBeInstanceOf(Error)
    await expect(store.read(key)).rejects.toThrow()
    const late = world.open()
    await expect(late.epoch()).rejects.toThrow()
    await server?.start()
    const seqOf = async (one: typeof store): Promise<number> => (await one.read(key))?.seq ?? 0
    await vi.waitFor(async () => expect(await seqOf(store)).toBeGreaterThan(0), { timeout: 9000 })
    // One more may have been written whose answer was lost.
    expect((await seqOf(store)) - Number(written.at(-1))).toBeOneOf([0, 1])
    expect((await store.changes(cursor)).keys).toEqual([key])
    await vi.waitFor(async () => expect(await seqOf(late)).toBe(await seqOf(store)), { timeout: 9000 })
    expect(await late.epoch()).toBe(await store.epoch())
  }, 30_000)
})
