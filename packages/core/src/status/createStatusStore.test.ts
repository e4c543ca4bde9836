import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import { stateOf } from '../client/wire.fixture.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { createStatusStore } from './createStatusStore.ts'

const state = (epoch: number, seq: number) => stateOf({ revision: { epoch, seq } })
const lost = new PaymentError({ code: 'network', origin: 'network', message: 'test: lost.' })

test('a payment that nothing is known of is loading, and always the same object', () => {
  const store = createStatusStore()
  expect(store.get('cart-1')).toEqual({ status: 'loading' })
  expect(store.get('cart-1')).toBe(store.get('__proto__'))
})

test('in any order and with any duplicates the greatest revision stands, and each change is told once (D4)', () => {
  const revision = fc.record({ epoch: fc.integer({ min: 1, max: 3 }), seq: fc.integer({ min: 0, max: 5 }) })
  fc.assert(
    fc.property(fc.array(revision, { minLength: 1, maxLength: 20 }), (revisions) => {
      const store = createStatusStore()
      const told: unknown[] = []
      store.subscribe('cart-1', () => told.push(store.get('cart-1')))
      for (const { epoch, seq } of revisions) store.applyStatus(state(epoch, seq))

      const rank = (r: { epoch: number; seq: number }) => r.epoch * 100 + r.seq
      const greatest = Math.max(...revisions.map(rank))
      const view = store.get('cart-1')
      expect(view.status === 'ready' && rank(view.state.revision)).toBe(greatest)
      expect(new Set(told).size).toBe(told.length)
      expect(told.at(-1)).toBe(view)
    }),
  )
})

test('an older or an equal state changes nothing, not even the object', () => {
  const store = createStatusStore()
  let told = 0
  store.applyStatus(state(2, 1))
  store.subscribe('cart-1', () => {
    told += 1
  })
  const before = store.get('cart-1')
  store.applyStatus(state(2, 1))
  store.applyStatus(state(1, 9))
  expect(store.get('cart-1')).toBe(before)
  expect(told).toBe(0)
})

test('payments do not meet', () => {
  const store = createStatusStore()
  let told = 0
  store.subscribe('cart-1', () => {
    told += 1
  })
  store.applyStatus(stateOf({ paymentId: 'cart-2' }))
  expect([told, store.get('cart-1').status, store.get('cart-2').status]).toEqual([0, 'loading', 'ready'])
})

test('a result that comes without a watcher is shown on a closed connection', () => {
  const store = createStatusStore()
  store.applyStatus(state(1, 1))
  expect(store.get('cart-1')).toEqual({ status: 'ready', state: state(1, 1), connection: 'closed' })
})

test('how a status is kept is part of what is shown, and told once per change', () => {
  const store = createStatusStore()
  let told = 0
  store.setConnection('cart-1', 'connecting')
  expect(store.get('cart-1')).toEqual({ status: 'loading' })
  store.subscribe('cart-1', () => {
    told += 1
  })
  store.applyStatus(state(1, 1))
  expect(store.get('cart-1')).toMatchObject({ connection: 'connecting' })
  store.setConnection('cart-1', 'live')
  store.setConnection('cart-1', 'live')
  expect(store.get('cart-1')).toMatchObject({ connection: 'live', state: state(1, 1) })
  expect(told).toBe(2)
})

test('an error is shown while nothing is known, and gives way to the first state', () => {
  const store = createStatusStore()
  store.fail('cart-1', lost)
  expect(store.get('cart-1')).toEqual({ status: 'error', error: lost })
  store.applyStatus(state(1, 1))
  expect(store.get('cart-1').status).toBe('ready')
})

test('an error never takes away a state that is known', () => {
  const store = createStatusStore()
  store.setConnection('cart-1', 'live')
  store.applyStatus(state(1, 1))
  store.fail('cart-1', lost)
  expect(store.get('cart-1')).toEqual({ status: 'ready', state: state(1, 1), connection: 'closed' })
})

test('a listener that throws is observed, and the others hear all the same (D14)', () => {
  const events: CheckoutEvent[] = []
  const store = createStatusStore({ observe: (event) => events.push(event) })
  const error = new Error('from the page')
  let told = 0
  store.subscribe('cart-1', () => {
    throw error
  })
  store.subscribe('cart-1', () => {
    told += 1
  })
  store.applyStatus(state(1, 1))
  expect([told, events]).toEqual([1, [{ type: 'listener-error', error }]])
})

test('one listener subscribed twice is told twice, and each subscription ends by itself', () => {
  const store = createStatusStore()
  let told = 0
  const listener = () => {
    told += 1
  }
  const end = store.subscribe('cart-1', listener)
  store.subscribe('cart-1', listener)
  store.applyStatus(state(1, 1))
  end()
  end()
  store.applyStatus(state(1, 2))
  expect(told).toBe(3)
})
