import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Attempt } from '../store/Attempt.ts'
import { type RefundRow, refundTable } from './planRefund.table.ts'
import { planRefund, type RefundInput } from './planRefund.ts'

function inputOf({ attempts, undecided, underWay, ...row }: RefundRow): RefundInput {
  return {
    ...row,
    attempts: attempts.map(
      ({ id, amount, currency = 'EUR', isReturned = false, companyId, surcharge = 0 }): Attempt => {
        const money = { value: amount, currency }
        return {
          ...{ attemptId: id, paymentId: 'payment', provider: 'any', method: 'card', fingerprint: id },
          ...{
            amount: money,
            surcharge: { ...money, value: surcharge },
            total: money,
            isReturned,
            companyId,
          },
          ...{ askedAt: '2026-11-22T10:00:00.000Z', mayArrive: false },
        }
      },
    ),
    undecided: new Set(undecided),
    underWay: new Map(Object.entries(underWay ?? {})),
  }
}

test.each(refundTable)('$name', (row) => {
  expect(planRefund(inputOf(row))).toEqual(row.expected)
})

test('the plan does not depend on the order in which facts came', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...refundTable).chain((row) =>
        fc.record({
          row: fc.constant(row),
          facts: fc.shuffledSubarray(row.facts, { minLength: row.facts.length }),
        }),
      ),
      ({ row, facts }) => {
        expect(planRefund({ ...inputOf(row), facts })).toEqual(row.expected)
      },
    ),
    { numRuns: 200 },
  )
})

test('whatever is asked for, no attempt gives more than it has, and all together what was asked for (H11)', () => {
  const money = fc.integer({ min: 1, max: 30 })
  const attempt = fc.record({
    captured: money,
    refunded: fc.nat(30),
    isReturned: fc.boolean(),
    underWay: fc.nat(20),
  })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 4 }), fc.option(money, { nil: undefined }), (list, wanted) => {
      const row: RefundRow = {
        name: '',
        attempts: list.map(({ captured, isReturned }, index) => ({
          ...{ id: `a${index}`, amount: captured, isReturned },
        })),
        facts: list.flatMap(({ captured, refunded }, index) =>
          Object.entries({ captured, refunded: Math.min(captured, refunded) }).map(([kind, value]) => ({
            ...{ factId: `${kind}-${index}`, attemptId: `a${index}`, kind },
            amount: { value, currency: 'EUR' },
          })),
        ),
        underWay: Object.fromEntries(list.map(({ underWay }, index) => [`a${index}`, underWay])),
        ...(wanted === undefined ? {} : { amount: { value: wanted, currency: 'EUR' } }),
        expected: { kind: 'later' },
      }
      const plan = planRefund(inputOf(row))
      if (plan.kind !== 'parts') return
      for (const { attemptId, amount } of plan.parts) {
        const { captured, refunded, isReturned, underWay } = list[Number(attemptId.slice(1))] ?? {
          ...{ captured: 0, refunded: 0, isReturned: true, underWay: 0 },
        }
        expect(isReturned).toBe(false)
        expect(amount.value).toBeGreaterThan(0)
        expect(amount.value).toBeLessThanOrEqual(captured - refunded - underWay)
      }
      const given = plan.parts.reduce((total, { amount }) => total + amount.value, 0)
      if (wanted !== undefined) expect(given).toBe(wanted)
    }),
    { numRuns: 500 },
  )
})
