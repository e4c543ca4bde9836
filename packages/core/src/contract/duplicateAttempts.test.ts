import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { duplicateTable } from './duplicateAttempts.table.ts'
import { duplicateAttempts } from './duplicateAttempts.ts'
import { type Fact, factKinds } from './fact.ts'
import { statusFromFacts } from './statusFromFacts.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })

describe('the table', () => {
  test.each(duplicateTable)('$name', ({ total, attempts, facts, returned = [], expected }) => {
    const records = attempts.map((one) => ({
      attemptId: one.id,
      amount: { value: one.amount, currency: one.currency ?? 'EUR' },
      ...(one.surcharge === undefined ? {} : { surcharge: eur(one.surcharge) }),
    }))
    const input = { total: eur(total), attempts: records, facts, returned: new Set(returned) }
    expect(duplicateAttempts(input)).toEqual(expected)
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
const returnedArbitrary = fc.subarray([...attemptIds])
const broughtBy = (facts: readonly Fact[], without: readonly string[]): number => {
  const kept = attempts.filter(({ attemptId }) => !without.includes(attemptId))
  return kept.reduce((sum, attempt) => {
    const { amounts } = statusFromFacts({ total, attempts: [attempt], facts })
    const value = amounts.captured.value + amounts.authorized.value
    return sum + Math.max(0, value - amounts.chargedBack.value)
  }, 0)
}

test('what is left covers the total, none of it could be left out as well, and arrival does not matter', () => {
  const facts = fc.array(factArbitrary, { maxLength: 12 })
  const told = facts.chain((all) =>
    fc.record({
      all: fc.constant(all),
      shuffled: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
      before: returnedArbitrary,
    }),
  )
  fc.assert(
    fc.property(told, ({ all, shuffled, before }) => {
      const returned = new Set<string>(before)
      const duplicates = duplicateAttempts({ total, attempts, facts: all, returned })
      const again = { total, attempts: attempts.toReversed(), facts: shuffled, returned }
      expect(duplicateAttempts(again)).toEqual(duplicates)
      const gone = [...before, ...duplicates]
      const left = broughtBy(all, gone)
      if (duplicates.length > 0) expect(left).toBeGreaterThanOrEqual(total.value)
      for (const { attemptId } of attempts) {
        const without = broughtBy(all, [...gone, attemptId])
        if (without < left) expect(without).toBeLessThan(total.value)
      }
    }),
    { numRuns: 3000 },
  )
})

test('a choice is made once: what was chosen is not chosen again, and nothing else in its place', () => {
  const told = fc.record({ facts: fc.array(factArbitrary, { maxLength: 12 }), before: returnedArbitrary })
  fc.assert(
    fc.property(told, ({ facts, before }) => {
      const duplicates = duplicateAttempts({ total, attempts, facts, returned: new Set(before) })
      expect(duplicates.filter((id) => before.some((other) => other === id))).toEqual([])
      const returned = new Set([...before, ...duplicates])
      expect(duplicateAttempts({ total, attempts, facts, returned })).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

test('what the shop gives back by its own wish, and what of that fails, changes no choice', () => {
  const refund = fc.record({
    factId: fc.integer({ min: 1, max: 20 }).map((id) => `refund-${id}`),
    attemptId: fc.constantFrom(...attemptIds),
    kind: fc.constantFrom('refunded', 'refund_failed'),
    amount: fc.constantFrom(eur(500), eur(2000)),
  })
  const told = fc.record({
    facts: fc.array(factArbitrary, { maxLength: 12 }),
    refunds: fc.array(refund, { minLength: 1, maxLength: 4 }),
    before: returnedArbitrary,
  })
  fc.assert(
    fc.property(told, ({ facts, refunds, before }) => {
      const input = { total, attempts, facts, returned: new Set<string>(before) }
      expect(duplicateAttempts({ ...input, facts: [...facts, ...refunds] })).toEqual(duplicateAttempts(input))
    }),
    { numRuns: 1000 },
  )
})
