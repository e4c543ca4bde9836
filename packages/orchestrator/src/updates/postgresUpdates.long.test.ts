import { openDatabase } from '@payloom/bus/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import { runChore } from '../chores/runChore.ts'
import { openUpdateWorld, type UpdateWorld } from './updateWorld.fixture.ts'

const isMissing = findPostgres() === undefined

describe.skipIf(isMissing)(`over PostgreSQL${isMissing ? ' (not installed here)' : ''}`, () => {
  let server: PostgresServer
  let count = 0
  beforeAll(async () => {
    server = (await openPostgres()) ?? expect.fail()
  }, 30_000)
  afterAll(() => server.close())

  const open = async (): Promise<UpdateWorld> => {
    const root = openDatabase({ location: server.url })
    count += 1
    await root.run(`CREATE DATABASE updates_${count}`)
    await root.close()
    const world = await openUpdateWorld(server.url.replace(/[^/]+$/, `updates_${count}`))
    await world.payByCard()
    return world
  }
  const left = (value: number) => [{ value, currency: 'EUR' }]
  const chore = (subject: string) => ({ kind: 'order-update' as const, subject, tries: 0, createdAt: 0 })

  test('a refund, a shipment and a refusal come back, also after a restart', async () => {
    const world = await open()
    await world.refund('back-1', 500)
    await world.refund('back-1', 500)
    world.fault = 'lost'
    await world.work(1)
    world.kill()
    const tracking = { name: 'PostNL', number: '3S-1234' }
    await world.tell({ updateId: 'ship-1', orderId: 'payment-1', status: 'shipped', tracking })
    await world.refund('back-2', 2000)
    await world.work()
    await world.deliver()
    expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 500 }])
    expect(world.toldOf('ship-1')).toEqual([{ kind: 'shipped', tracking }])
    expect(world.toldOf('back-2')).toMatchObject([{ reason: 'refund-too-large' }])
    expect(await world.kept()).toEqual(left(1499))
  })

  test('one update that several processes do at the same time goes back once (E11)', async () => {
    const world = await open()
    await world.refund('back-1', 500)
    const processes = Array.from({ length: 5 }, () => runChore(world.context(), chore('back-1')))
    expect(await Promise.all(processes)).toEqual(Array.from({ length: 5 }, () => 'done'))
    expect(await world.kept()).toEqual(left(1499))
    expect(world.toldOf('back-1')).toEqual([{ kind: 'refunded', amount: 500 }])
  })

  test('updates that together ask for too much, at the same time, give back no more than there was (H11)', async () => {
    const world = await open()
    const ids = ['back-1', 'back-2', 'back-3']
    await Promise.all(ids.map((updateId) => world.refund(updateId, 1000)))
    await Promise.all(ids.map((updateId) => runChore(world.context(), chore(updateId))))
    await world.work()
    expect(await world.kept()).toEqual(left(999))
    const told = ids.flatMap((updateId) => world.toldOf(updateId))
    expect(told.filter((one) => (one as { kind: string }).kind === 'refunded')).toHaveLength(1)
    expect(told).toHaveLength(3)
  })

  test('the same update that comes from two processes at the same time is kept once', async () => {
    const world = await open()
    await Promise.all(Array.from({ length: 8 }, () => world.refund('back-1', 500)))
    const states = world.log.flatMap((entry) => (entry.event === 'order-update-received' ? entry.state : []))
    expect(states.toSorted()).toEqual(['accepted', ...Array.from({ length: 7 }, () => 'known')])
  })
})
