import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { duplicateTable } from './duplicateAttempts.table.ts'
import { duplicateAttempts } from './duplicateAttempts.ts'
import { type Fact, factKinds } from './fact.ts'
import { statusFromFacts } from './statusFromFacts.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })

describe('the table', () => {
  test.each(duplicateTable)('$name', ({ total, attempts, facts, expected }) => {
    const records = attempts.map((one) => ({
      attemptId: one.id,
      amount: { value: one.amount, currency: one.currency ?? 'EUR' },
      ...(one.surcharge === undefined ? {} : { surcharge: eur(one.surcharge) }),
    }))
    expect(duplicateAttempts({ total: eur(total), attempts: records, facts })).toEqual(expected)
  })
})

const attemptIds = ['one', 'two', 'three', 'four'] as const
const attempts = attemptIds.map((attemptId, index) => ({ attemptId, amount: eur(index < 2 ? 2000 : 1000) }))
const total = eur(2000)
const factArbitrary: fc.Arbitrary<Fact> = fc.record(
  {
    factId: fc.integer({ min: 1, max: 20 }).map((id) => `fact-${id}`),
    attemptId: fc.constantFrom(...attemptIds),
    kind: fc.constantFrom(...factKinds, 'unheard_of'),
    amount: fc.constantFrom(eur(500), eur(1000), eur(2000), { value: 2000, currency: 'USD' }),
    providerTime: fc.constantFrom('2026-11-22T10:01:00Z', '2026-11-22T10:02:00Z', 'not a time'),
    confirmed: fc.boolean(),
  },
  { requiredKeys: ['factId', 'attemptId', 'kind'] },
)
const keptOf = (facts: readonly Fact[], without: readonly string[]): number => {
  const kept = attempts.filter(({ attemptId }) => !without.includes(attemptId))
  return kept.reduce((sum, attempt) => {
    const { amounts } = statusFromFacts({ total, attempts: [attempt], facts })
    const value = amounts.captured.value + amounts.authorized.value
    return sum + Math.max(0, value - amounts.refunded.value - amounts.chargedBack.value)
  }, 0)
}

test('what is left covers the total, none of it could be left out as well, and arrival does not matter', () => {
  const facts = fc.array(factArbitrary, { maxLength: 12 })
  const told = facts.chain((all) =>
    fc.record({
      all: fc.constant(all),
      shuffled: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
    }),
  )
  fc.assert(
    fc.property(told, ({ all, shuffled }) => {
      const duplicates = duplicateAttempts({ total, attempts, facts: all })
      expect(duplicateAttempts({ total, attempts: attempts.toReversed(), facts: shuffled })).toEqual(
        duplicates,
      )
      if (duplicates.length > 0) expect(keptOf(all, duplicates)).toBeGreaterThanOrEqual(total.value)
      for (const { attemptId } of attempts) {
        const isLeft = keptOf(all, duplicates) > keptOf(all, [...duplicates, attemptId])
        if (isLeft) expect(keptOf(all, [...duplicates, attemptId])).toBeLessThan(total.value)
      }
    }),
    { numRuns: 3000 },
  )
})
