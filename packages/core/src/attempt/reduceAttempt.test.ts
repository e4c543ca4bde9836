import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AttemptEffect } from './AttemptEffect.ts'
import type { AttemptEvent } from './AttemptEvent.ts'
import type { AttemptPhase, AttemptView } from './AttemptView.ts'
import { attemptTransitions } from './attemptTransitions.ts'
import { idOf, paymentId, paymentResult } from './payment.fixture.ts'
import { reduceAttempt } from './reduceAttempt.ts'

const error = { code: 'declined', retry: 'same' } as const
const pending = paymentResult({ outcome: 'pending' })
const due = { value: 1, currency: 'EUR' }

const by = { attemptId: idOf('b'), provider: 'scripted', method: 'qr', title: 'QR' }

const samples: { [Type in AttemptEvent['type']]: AttemptEvent[] } = {
  choose: [{ type: 'choose' }],
  clear: [{ type: 'clear' }],
  place: [{ type: 'place', paymentId, attemptId: idOf('a') }],
  stop: [{ type: 'stop' }, { type: 'stop', error }],
  send: [{ type: 'send' }],
  refuse: [{ type: 'refuse', error }],
  follow: [{ type: 'follow', attemptId: idOf('b') }],
  block: [
    { type: 'block', by },
    { type: 'block', by, display: { kind: 'await' } },
  ],
  supersede: [{ type: 'supersede' }],
  free: [{ type: 'free' }],
  review: [{ type: 'review', newTotal: due }],
  accept: [{ type: 'accept' }],
  act: [{ type: 'act', result: pending }],
  wait: [{ type: 'wait' }, { type: 'wait', result: pending }],
  release: [{ type: 'release' }],
  part: [{ type: 'part', due }],
  succeed: [
    { type: 'succeed', success: 'placed' },
    { type: 'succeed', success: 'authorized' },
    { type: 'succeed', success: 'paid', result: pending },
  ],
  fail: [{ type: 'fail', error }],
  cancel: [{ type: 'cancel' }],
  expire: [{ type: 'expire' }],
  retry: [{ type: 'retry' }],
  recover: [{ type: 'recover', paymentId, attemptId: idOf('a') }],
  renew: [{ type: 'renew' }],
}
const sent: AttemptEvent[] = [
  { type: 'choose' },
  { type: 'place', paymentId, attemptId: idOf('a') },
  { type: 'send' },
]
const anyEvent = fc.constantFrom(...Object.values(samples).flat())
const anyEvents = fc.array(anyEvent, { maxLength: 60 })
const idle: AttemptView = { phase: 'idle' }

const run = (events: readonly AttemptEvent[], from: AttemptView = idle) => {
  let view = from
  const effects: AttemptEffect[] = []
  for (const event of events) {
    const step = reduceAttempt(view, event)
    view = step.view
    effects.push(...step.effects)
  }
  return { view, effects }
}

test('random events never leave the table, and an illegal one changes nothing and is reported', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      let view: AttemptView = idle
      for (const event of events) {
        const step = reduceAttempt(view, event)
        const expected = attemptTransitions[view.phase][event.type]
        if (expected === undefined) {
          expect(step.view).toBe(view)
          expect(step.effects).toEqual([{ type: 'report', phase: view.phase, event: event.type }])
        } else expect(step.view.phase).toBe(expected)
        view = step.view
      }
    }),
  )
})

test('a success is never lost, wherever it comes and whatever follows, until the page turns to another payment', () => {
  fc.assert(
    fc.property(anyEvents, fc.constantFrom(...samples.succeed), anyEvents, (before, success, after) => {
      const { view } = run(before)
      const later = after.filter(({ type }) => type !== 'renew')
      expect(run([success, ...later], view).view.phase).toBe('succeeded')
    }),
  )
})

test('a success only grows: what is paid never reads as placed again', () => {
  const { view } = run([
    { type: 'succeed', success: 'paid', result: pending },
    { type: 'succeed', success: 'placed' },
  ])
  expect(view).toMatchObject({ phase: 'succeeded', success: 'paid', result: pending })
})

test('every phase can be reached, and from every phase the page can go on', () => {
  const reached = new Set<AttemptPhase>(['idle'])
  for (const phase of reached) {
    for (const next of Object.values(attemptTransitions[phase])) reached.add(next)
  }
  expect([...reached].sort()).toEqual(Object.keys(attemptTransitions).sort())
  for (const exits of Object.values(attemptTransitions)) expect(Object.keys(exits).length).toBeGreaterThan(1)
})

test('an event named like something that every object inherits is illegal', () => {
  const step = reduceAttempt(idle, { type: 'constructor' } as unknown as AttemptEvent)
  expect(step).toEqual({ view: idle, effects: [{ type: 'report', phase: 'idle', event: 'constructor' }] })
})

test('an id is kept from the moment the attempt is sent until its outcome is known', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      let kept = false
      let view: AttemptView = idle
      for (const event of events) {
        const step = reduceAttempt(view, event)
        for (const effect of step.effects) {
          if (effect.type === 'remember') kept = true
          if (effect.type === 'forget') kept = false
        }
        view = step.view
        if (['validating', 'acting', 'confirming'].includes(view.phase)) expect(kept).toBe(true)
        if (['succeeded', 'failed', 'canceled', 'expired'].includes(view.phase)) {
          // An unsent attempt left no id behind; an abandoned payment's id stays for its next visit.
          if (event.type !== 'renew' && !events.some(({ type }) => type === 'renew')) expect(kept).toBe(false)
        }
      }
    }),
  )
})

test('the status is watched exactly while it tells the end: confirming, or blocked by another attempt', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      let watching = 0
      let view: AttemptView = idle
      for (const event of events) {
        const step = reduceAttempt(view, event)
        for (const { type } of step.effects) {
          if (type === 'watch') watching++
          if (type === 'unwatch') watching--
        }
        view = step.view
        expect(watching).toBe(view.phase === 'confirming' || view.phase === 'blocked' ? 1 : 0)
      }
    }),
  )
})

test('an answer about another tab’s attempt makes the page follow that attempt', () => {
  const foreign = paymentResult({ outcome: 'pending', display: { kind: 'await' } }, { attemptId: idOf('b') })
  const { view } = run([
    { type: 'choose' },
    { type: 'place', paymentId, attemptId: idOf('a') },
    { type: 'send' },
    { type: 'wait', result: foreign },
  ])
  expect(view).toEqual({
    phase: 'confirming',
    paymentId,
    attemptId: idOf('b'),
    result: foreign,
    display: { kind: 'await' },
  })
})

test('an error stands until the shopper chooses again or tries again', () => {
  const refused = run([
    { type: 'choose' },
    { type: 'place', paymentId, attemptId: idOf('a') },
    { type: 'stop', error },
  ]).view
  expect(refused).toMatchObject({ phase: 'ready', error })
  expect(run([{ type: 'choose' }], refused).view).not.toHaveProperty('error')
  expect(run([{ type: 'place', paymentId, attemptId: idOf('b') }], refused).view).toEqual({
    phase: 'collecting',
    paymentId,
    attemptId: idOf('b'),
  })
})

test('an order that is blocked names what stands in the way, and its own attempt is nothing to look up', () => {
  const { view, effects } = run([...sent, { type: 'block', by, display: { kind: 'await' } }])
  expect(view).toEqual({
    ...{ phase: 'blocked', paymentId, attemptId: idOf('a') },
    ...{ by, display: { kind: 'await' } },
  })
  expect(effects.map(({ type }) => type)).toEqual(['remember', 'forget', 'watch'])
})

test('the wish to end the other attempt lasts until an order is sent, whatever method it is by', () => {
  const agreed = run([...sent, { type: 'block', by }, { type: 'supersede' }]).view
  expect(agreed).toMatchObject({ phase: 'ready', supersede: by.attemptId })
  const place: AttemptEvent = { type: 'place', paymentId, attemptId: idOf('c') }
  const stopped = run([{ type: 'choose' }, place, { type: 'stop' }, place], agreed).view
  expect(stopped).toMatchObject({ phase: 'collecting', supersede: by.attemptId })
  for (const event of [{ type: 'refuse', error }, { type: 'wait' }, { type: 'cancel' }] as const) {
    expect(run([{ type: 'send' }, event, { type: 'retry' }, place], stopped).view).not.toHaveProperty(
      'supersede',
    )
  }
})

test('without agreeing, another method starts without the wish, and asks again', () => {
  const blocked = run([...sent, { type: 'block', by }]).view
  expect(run([{ type: 'choose' }], blocked).view).toEqual({ phase: 'ready', paymentId, attemptId: idOf('a') })
  expect(run([{ type: 'free' }], blocked).view).toEqual({ phase: 'ready', paymentId, attemptId: idOf('a') })
  const again = run([{ type: 'place', paymentId, attemptId: idOf('c') }], blocked).view
  expect(again).toEqual({ phase: 'collecting', paymentId, attemptId: idOf('c') })
})
