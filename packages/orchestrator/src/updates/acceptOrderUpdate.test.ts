import { NotStoredError } from '@payloom/bus'
import { openDatabase } from '@payloom/bus/database'
import { expect, test } from 'vitest'
import { createStore } from '../store/createStore.ts'
import { acceptOrderUpdate } from './acceptOrderUpdate.ts'

test('an update that cannot be stored is none that failed: the bus holds it', async () => {
  // Of a database that has no tables of ours, nothing can be had.
  const database = openDatabase({ location: ':memory:' })
  const bus = { enqueue: () => [][Symbol.iterator]() as never, wake: () => undefined }
  const clock = { now: () => 0, after: () => () => undefined }
  const store = createStore({ database, bus, clock, log: () => undefined })
  const message = {
    messageId: 'u-1',
    type: 'order-update',
    body: { updateId: 'u-1', orderId: 'payment-1', status: 'shipped' },
  } as const
  await expect(acceptOrderUpdate({ store, log: () => undefined }, message)).rejects.toBeInstanceOf(
    NotStoredError,
  )
})
