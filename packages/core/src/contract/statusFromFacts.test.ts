import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fact, factKinds } from './fact.ts'
import { statusTable, type TableAttempt } from './statusFromFacts.table.ts'
import { statusFromFacts } from './statusFromFacts.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const record = (attempt: TableAttempt) => ({
  attemptId: attempt.id,
  amount: eur(attempt.amount),
  ...(attempt.surcharge === undefined ? {} : { surcharge: eur(attempt.surcharge) }),
  ...(attempt.placed ? { placed: true } : {}),
})

describe('the table', () => {
  test.each(statusTable)('$name', ({ total, attempts, facts, expected }) => {
    const summary = statusFromFacts({ total: eur(total), attempts: attempts.map(record), facts })
    const { attempts: expectedAttempts, status, settled, overpaid, ...amounts } = expected
    expect(summary).toMatchObject({ status, settled, ...(overpaid === undefined ? {} : { overpaid }) })
    for (const [key, value] of Object.entries(amounts)) {
      expect(summary.amounts[key as keyof typeof summary.amounts]).toEqual(eur(value))
    }
    for (const [attemptId, attempt] of Object.entries(expectedAttempts ?? {})) {
      expect(summary.attempts).toContainEqual({ attemptId, ...attempt })
    }
  })

  test('holds at least 20 rows', () => {
    expect(statusTable.length).toBeGreaterThanOrEqual(20)
  })
})

const attemptIds = ['one', 'two', 'three'] as const
const times = [1, 2, 3].map((minute) => `2026-11-22T10:0${minute}:00Z`)
const factArbitrary: fc.Arbitrary<Fact> = fc.record(
  {
    factId: fc.integer({ min: 1, max: 12 }).map((id) => `fact-${id}`),
    attemptId: fc.constantFrom(...attemptIds),
    kind: fc.constantFrom(...factKinds, 'unheard_of'),
    amount: fc.constantFrom(eur(0), eur(500), eur(2000), { value: 2000, currency: 'USD' }),
    providerTime: fc.constantFrom(...times, 'not a time'),
    confirmed: fc.boolean(),
  },
  { requiredKeys: ['factId', 'attemptId', 'kind'] },
)
const attempts = attemptIds.map((attemptId) => ({ attemptId, amount: eur(2000) }))

test('any order of arrival and any duplicates give the same status', () => {
  fc.assert(
    fc.property(
      fc.array(factArbitrary, { maxLength: 12 }).chain((facts) =>
        fc.record({
          facts: fc.constant(facts),
          shuffled: fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
        }),
      ),
      ({ facts, shuffled }) => {
        const total = eur(2000)
        expect(statusFromFacts({ total, attempts, facts: shuffled })).toEqual(
          statusFromFacts({ total, attempts, facts }),
        )
      },
    ),
    { numRuns: 5000 },
  )
})

test('a failure, cancellation or expiry never lowers what was captured', () => {
  fc.assert(
    fc.property(
      fc.array(factArbitrary, { maxLength: 10 }),
      fc.constantFrom('failed', 'canceled', 'expired', 'voided', 'superseded'),
      (facts, kind) => {
        const input = { total: eur(2000), attempts, facts }
        const before = statusFromFacts(input)
        const after = statusFromFacts({
          ...input,
          facts: [...facts, { factId: 'late', attemptId: 'one', kind, providerTime: '2026-11-23T00:00:00Z' }],
        })
        expect(after.amounts.captured).toEqual(before.amounts.captured)
        if (before.status === 'paid') expect(after.status).toBe('paid')
      },
    ),
    { numRuns: 2000 },
  )
})

test('a fact of an attempt that the payment does not have moves nothing', () => {
  const facts: Fact[] = [{ factId: 'f', attemptId: 'stranger', kind: 'captured', amount: eur(2000) }]
  expect(statusFromFacts({ total: eur(2000), attempts: [], facts }).status).toBe('open')
})
