import type { PaymentOutcome } from '@payloom/core/contract'
import { describe, expect, test } from 'vitest'
import type { PaymentRecord, StoredAttempt } from '../payment/PaymentRecord.ts'
import { paymentState } from '../payment/paymentState.ts'
import { fullRecord, storedAttempt, storedUpdate } from '../store/storeWorld.fixture.ts'
import { attemptId, eur } from '../testShop.fixture.ts'
import { erasePersonal, personalSince } from './personalData.ts'

const settledAt = '2026-10-01T10:00:00.000Z'
const settled = Date.parse(settledAt)
const day = 86_400_000
const returned = { at: settledAt, step: 1, params: { email: 'ada@example.com' } }
const display: PaymentOutcome = {
  outcome: 'pending',
  display: { kind: 'instructions', text: ['Ada, go to the shop'] },
}
const redirect: PaymentOutcome = {
  outcome: 'redirect',
  url: 'https://bank.example/?name=ada',
  method: 'POST',
  fields: [{ name: 'name', value: 'Ada' }],
}

const recordOf = (
  attempt: Partial<StoredAttempt>,
  kinds: readonly string[],
  more: Partial<PaymentRecord> = {},
): PaymentRecord => ({
  ...fullRecord(1),
  updates: [],
  attempts: [storedAttempt(1, { surcharge: undefined, amount: eur(2000), settledAt, ...attempt })],
  facts: kinds.map((kind) => ({ factId: kind, attemptId: attemptId(1), kind, providerTime: settledAt })),
  updatedAt: settledAt,
  ...more,
})
/** Everything that stands in the record, at the time after it is due. */
const erased = (record: PaymentRecord): PaymentRecord =>
  erasePersonal(record, Number(personalSince(record)) + 1)

describe('what a payment keeps that is personal', () => {
  test('is due from the settling on', () => {
    const record = recordOf({ returned, outcome: redirect }, ['captured'])
    expect(personalSince(record)).toBe(settled)
    expect(JSON.stringify(erasePersonal(record, settled))).toContain('ada@example.com')
    const left = erasePersonal(record, settled + 1)
    expect(JSON.stringify(left)).not.toMatch(/ada/i)
    expect(personalSince(left)).toBeUndefined()
  })

  test.each([
    ['a redirect', redirect, ['captured']],
    ['an action', { outcome: 'action', action: { type: 'x', name: 'Ada' } }, ['failed']],
    ['what was shown', display, ['pending', 'captured']],
    ['what was shown and ran out', display, ['expired']],
  ] as const)('is erased from %s and its repeats, and browsers see the same', (_, outcome, kinds) => {
    const answers = [{ answeredStep: 0, requestHash: 'hash', step: 1, outcome }]
    const record = recordOf({ outcome, answers }, kinds)
    const left = erased(record)
    expect(JSON.stringify(left)).not.toContain('Ada')
    expect(left.attempts[0]?.answers).toEqual([{ ...answers[0], outcome: { outcome: 'pending' } }])
    expect(paymentState(left)).toEqual(paymentState(record))
    expect(personalSince(left)).toBeUndefined()
  })

  test('stays where it tells how to pay what is not paid yet', () => {
    const record = recordOf({ outcome: display, placed: true, isOffline: true }, ['pending'])
    expect(personalSince(record)).toBeUndefined()
    expect(erasePersonal(record, settled + 900 * day)).toEqual(record)
    expect(paymentState(record).attempts[0]?.next?.kind).toBe('display')
  })

  test('of a payment that never settled is due once it has not moved for so long', () => {
    const updatedAt = new Date(settled + 5 * day).toISOString()
    const record = recordOf({ returned, outcome: redirect, settledAt: undefined }, [], { updatedAt })
    expect(personalSince(record)).toBe(settled + 5 * day)
    const [attempt] = erased(record).attempts
    expect(attempt).toMatchObject({ returned: { step: 1, params: {} }, outcome: redirect })
  })

  test('keeps results, refusals and their codes', () => {
    const failed: PaymentOutcome = {
      outcome: 'failed',
      error: { code: 'declined', retry: 'same', providerCode: '51' },
    }
    expect(personalSince(recordOf({ outcome: failed }, ['failed']))).toBeUndefined()
    expect(personalSince(recordOf({ returned: { ...returned, params: {} } }, ['captured']))).toBeUndefined()
  })
})

describe('parcels and refunds', () => {
  const later = new Date(settled + 40 * day).toISOString()
  const tracking = { name: 'Post', number: '3SADA' }

  test('a parcel of after the settling has its own time', () => {
    const record = recordOf({ returned }, ['captured'], {
      facts: [
        { factId: 'f1', attemptId: attemptId(1), kind: 'captured' },
        { factId: 'f2', attemptId: attemptId(1), kind: 'shipped', tracking, providerTime: later },
      ],
    })
    expect(personalSince(record)).toBe(settled)
    const left = erased(record)
    expect(left.facts[1]).toMatchObject({ tracking })
    expect(personalSince(left)).toBe(settled + 40 * day)
    expect(erased(left).facts[1]).toEqual({
      factId: 'f2',
      attemptId: attemptId(1),
      kind: 'shipped',
      providerTime: later,
    })
  })

  test('an order update that waits to be sent keeps what it says; one that was sent keeps what money is known by', () => {
    const update = storedUpdate('up-1', { acceptedAt: later, reason: 'Ada was out' })
    const body = { ...update.body, tracking }
    const waiting = recordOf({}, ['captured'], { updates: [{ ...update, body, dueAt: 5 }] })
    expect(personalSince(waiting)).toBeUndefined()
    expect(erasePersonal(waiting, settled + 900 * day)).toEqual(waiting)
    const sent = { ...waiting, updates: [{ ...update, body, sentAt: later }] }
    expect(personalSince(sent)).toBe(settled + 40 * day)
    const { reason: _, ...rest } = update
    expect(erased(sent).updates).toEqual([{ ...rest, sentAt: later }])
  })
})
