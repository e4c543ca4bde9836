import { expect, test } from 'vitest'
import type { ServiceEvent } from '../ServiceEvent.ts'
import { createServiceLog } from './createServiceLog.ts'

const canary = 'canary 4111 1111 1111 1111 sk_live_secret ada@example.com'
const time = Date.parse('2026-08-22T10:00:00Z')
const events: ServiceEvent[] = [
  { type: 'call', call: 'readStatus', status: 200, durationMs: 3, code: 'not-found' },
  { type: 'orchestrator', call: 'createPayment', outcome: 'ok', durationMs: 9, status: 200, code: 'busy' },
  { type: 'stream', paymentId: 'cart-1', change: 'opened', open: 2 },
  { type: 'bus', eventId: 'msg-1.aa', outcome: 'quarantined', reason: 'id-reused' },
  { type: 'transition', paymentId: 'cart-1', from: 'pending', to: 'paid' },
  {
    ...{ type: 'answer', paymentId: 'cart-1', attemptId: '01', outcome: 'failed' },
    ...{ code: 'declined', providerCode: 'do_not_honor' },
  },
  { type: 'order-update', paymentId: 'cart-1', updateId: 'up-1', outcome: 'rejected', reason: 'too-late' },
  { type: 'bus-link', link: 'consume', state: 'down', reason: 'ECONNREFUSED' },
  { type: 'error', where: 'recovery', error: Object.assign(new RangeError(canary), { code: 'ECONNRESET' }) },
]

function logged(...given: unknown[]): string[] {
  const written: string[] = []
  const log = createServiceLog({ write: (line) => written.push(line), now: () => time })
  for (const event of given) log(event as ServiceEvent)
  return written
}

test('every event is one line of JSON with its time, its type and what it may say', () => {
  const written = logged(...events)
  expect(written.every((line) => line.endsWith('\n') && line.trim().split('\n').length === 1)).toBe(true)
  const head = { time: '2026-08-22T10:00:00.000Z', event: expect.any(String), type: undefined }
  const wanted: object[] = events.map((event) => ({ ...head, ...event, event: event.type, type: undefined }))
  wanted[8] = { ...head, event: 'error', where: 'recovery', name: 'RangeError', code: 'ECONNRESET' }
  expect(written.map((line) => JSON.parse(line))).toEqual(wanted)
})

test('a canary in any other member of an event, or in an error’s text, stack, cause or members, is never written (F10)', () => {
  const hostile = (error: unknown) => {
    if (!(error instanceof Error)) return
    Object.assign(error, { detail: canary, code: canary, cause: new Error(canary), body: { canary } })
  }
  const extra = { body: canary, payload: { canary }, token: canary, message: canary, [canary]: canary }
  for (const event of events) {
    if (event.type === 'error') hostile(event.error)
    const [line = ''] = logged({ ...extra, ...event })
    expect(line).not.toMatch(/canary|4111|sk_live|example\.com/)
  }
})

test('a canary in place of a code, a name, an id or a figure is never written (F10)', () => {
  for (const event of events) {
    for (const member of Object.keys(event).filter((name) => name !== 'type')) {
      const [line = ''] = logged({ ...event, [member]: canary })
      expect(line).not.toMatch(/canary|4111|sk_live|example\.com/)
    }
  }
  for (const value of ['4111111111111111', 'a4111111111111111', 'a\nb', '', {}, null, Symbol('x')]) {
    const [line = ''] = logged({ type: 'bus', eventId: 'e', outcome: 'failed', reason: value })
    expect(JSON.parse(line).reason).toBe('other')
  }
})

test('what no error is, is told by its type; an error’s name is told only if it is one', () => {
  const named = Object.assign(new Error('x'), { name: `Bad ${canary}` })
  const names = [canary, null, 7, named].map(
    (error) => JSON.parse(logged({ type: 'error', where: 'parts', error })[0] ?? '').name,
  )
  expect(names).toEqual(['string', 'object', 'number', 'other'])
})

test('an error is told by its own code: of Node, and of PostgreSQL', () => {
  const codes = ['ECONNREFUSED', '57P03', '23505', '12345678', 23505].map((code) => {
    const [line = ''] = logged({
      type: 'error',
      where: 'recovery',
      error: Object.assign(new Error('x'), { code }),
    })
    return JSON.parse(line).code
  })
  expect(codes).toEqual(['ECONNREFUSED', '57P03', '23505', 'other', 'other'])
})

test('an event of a later version is not written, and one that throws when it is read hurts nobody', () => {
  expect(logged({ type: 'later', canary }, { type: 'constructor' }, { type: '__proto__' })).toEqual([])
  const trap = new Proxy(
    { type: 'error', where: 'x' },
    {
      get: (target, name) => {
        if (name === 'error') throw new Error(canary)
        return Reflect.get(target, name)
      },
    },
  )
  expect(logged(trap)).toEqual([])
})

test('a log that cannot be written hurts nobody', () => {
  const log = createServiceLog({
    write: () => {
      throw new Error('ENOSPC')
    },
  })
  expect(() => events.forEach(log)).not.toThrow()
})
