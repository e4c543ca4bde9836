import { expect, test } from 'vitest'
import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import { createGuardedStore } from '../status/createGuardedStore.ts'
import type { AttemptView } from './AttemptView.ts'
import { createAttemptStore } from './createAttemptStore.ts'
import { idOf, paymentId } from './payment.fixture.ts'

const setup = () => {
  const log: string[] = []
  const events: CheckoutEvent[] = []
  const view = createGuardedStore<AttemptView>({ phase: 'idle' }, (error) =>
    events.push({ type: 'listener-error', error }),
  )
  const store = createAttemptStore({
    view,
    run: (effect) => log.push(effect.type),
    observe: (event) => events.push(event),
  })
  store.view.subscribe((view) => log.push(view.phase))
  return { store, log, events }
}

test('the id is kept before anybody hears that the attempt was sent', () => {
  const { store, log } = setup()
  store.dispatch({ type: 'choose' })
  store.dispatch({ type: 'place', paymentId, attemptId: idOf('a') })
  store.dispatch({ type: 'send' })
  expect(log).toEqual(['ready', 'collecting', 'remember', 'validating'])
})

test('an illegal action changes nothing and is reported', () => {
  const { store, events } = setup()
  expect(store.dispatch({ type: 'send' })).toBe(false)
  expect(store.view.getState()).toEqual({ phase: 'idle' })
  expect(events).toEqual([{ type: 'illegal-transition', phase: 'idle', event: 'send' }])
})

test('a listener that throws stops nobody and is reported', () => {
  const { store, events, log } = setup()
  const error = new Error('listener')
  store.view.subscribe(() => {
    throw error
  })
  store.view.subscribe((view) => log.push(`after ${view.phase}`))
  store.dispatch({ type: 'choose' })
  expect(log).toEqual(['ready', 'after ready'])
  expect(events).toContainEqual({ type: 'listener-error', error })
})
