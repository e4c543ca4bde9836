import { type Database, openDatabase } from '@payloom/bus/database'
import type { Fact } from '@payloom/core/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Context } from '../Context.ts'
import { type AnyCompany, type CallFault, createAnyCompany } from '../chores/anyCompany.fixture.ts'
import { runChore } from '../chores/runChore.ts'
import { createKeyedQueue } from '../createKeyedQueue.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { createStore } from '../store/createStore.ts'
import { ledgerSchema } from '../store/ledgerSchema.ts'
import type { Store } from '../store/Store.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const log = (): void => undefined
const bus = {
  *enqueue() {
    yield* []
  },
  wake: () => undefined,
}

/** Attempts that are paid, refunds of the shop, and what comes in between: webhooks, faults, kills, a company's own staff. */
interface Story {
  paid: number[]
  refunds: (number | undefined)[]
  steps: (
    | { kind: 'tell'; refund: number }
    | { kind: 'webhook'; drawn: number }
    | { kind: 'staff'; attempt: number; value: number }
    | { kind: 'work'; fault: CallFault | 'killed' }
  )[]
}

const stories: fc.Arbitrary<Story> = fc.record({
  paid: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 3 }),
  refunds: fc.array(fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined, freq: 2 }), {
    minLength: 1,
    maxLength: 3,
  }),
  steps: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('tell' as const), refund: fc.nat() }),
      fc.record({ kind: fc.constant('webhook' as const), drawn: fc.nat() }),
      fc.record({
        kind: fc.constant('staff' as const),
        attempt: fc.nat(),
        value: fc.integer({ min: 1, max: 20 }),
      }),
      fc.record({
        kind: fc.constant('work' as const),
        fault: fc.constantFrom('none', 'none', 'before', 'lost', 'killed'),
      }),
    ),
    { maxLength: 16 },
  ),
})

/** The second company's own staff gave back what the ledger believes to be there. */
const partly: Story = {
  ...{ paid: [10, 10], refunds: [20] },
  steps: [
    { kind: 'webhook', drawn: 0 },
    { kind: 'webhook', drawn: 1 },
    { kind: 'staff', attempt: 0, value: 5 },
    { kind: 'tell', refund: 0 },
    { kind: 'work', fault: 'none' },
  ],
}

async function openLedger(company: AnyCompany, { paid }: Story) {
  const clock = createManualClock()
  const database: Database = openDatabase({ location: ':memory:', schema: ledgerSchema })
  const open = (): Store => createStore({ database, bus, clock, log })
  let store = open()
  const connectors = new Map([[company.provider, company]])
  const context = (): Context => ({
    ...{ store, connectors, clock, log, queue: createKeyedQueue(), configuration: { providers: [] } },
  })
  const total = eur(paid.reduce((sum, value) => sum + value, 0))
  for (const [index, value] of paid.entries()) {
    const names = { attemptId: `a${index}`, paymentId: 'payment', provider: 'any', method: 'card' }
    await store.claimAttempt({ ...names, fingerprint: 'f', amount: eur(value), due: eur(value), total })
    company.book(`a${index}`, 'captured', value, index)
  }
  return {
    store: () => store,
    async work(fault: CallFault | 'killed'): Promise<number> {
      company.fault = fault === 'killed' ? 'none' : fault
      clock.advance(600_000)
      const due = await store.findDueChores()
      for (const chore of due) {
        const result = await runChore(context(), chore).catch(() => 'later' as const)
        if (fault === 'killed') break
        if (result === 'done') await store.finishChore(chore)
        else await store.postponeChore(chore, clock.now() + 1)
      }
      if (fault !== 'none') store = open()
      company.fault = 'none'
      return due.length
    },
    async facts(): Promise<Fact[]> {
      return (await Promise.all(paid.map((_, index) => store.findFacts(`a${index}`)))).flat()
    },
  }
}

const sum = (facts: readonly { kind: string; amount?: { value: number } | undefined }[], kind: string) =>
  facts.reduce((total, fact) => total + (fact.kind === kind ? (fact.amount?.value ?? 0) : 0), 0)

test('whatever order refunds, webhooks, faults and kills come in, each refund goes back once, wholly or as far as it is told', async () => {
  const ends = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const company = createAnyCompany()
      const ledger = await openLedger(company, story)
      const tell = async (index: number): Promise<void> => {
        const amount = story.refunds[index]
        await ledger.store().acceptUpdate({
          ...{ updateId: `u${index}`, orderId: 'payment', status: 'refunded' },
          refund: amount === undefined ? {} : { amount: eur(amount) },
        })
      }
      const deliver = async (drawn?: number): Promise<void> => {
        const webhooks = company.webhooks()
        const chosen = drawn === undefined ? webhooks : [webhooks[drawn % webhooks.length]]
        for (const event of chosen) if (event) await ledger.store().recordEvent('any', event)
      }
      for (const step of story.steps) {
        if (step.kind === 'tell') await tell(step.refund % story.refunds.length)
        else if (step.kind === 'webhook') await deliver(step.drawn)
        else if (step.kind === 'work') await ledger.work(step.fault)
        else {
          const attemptId = `a${step.attempt % story.paid.length}`
          const value = Math.min(step.value, company.keptOf(attemptId))
          if (value > 0) company.book(attemptId, 'refunded', value, 10)
        }
      }
      for (const index of story.refunds.keys()) await tell(index)
      for (let round = 0; ; round += 1) {
        const tried = await ledger.work('none')
        await deliver()
        if (tried === 0) break
        expect(round, 'the chores never end').toBeLessThan(20)
      }
      const facts = await ledger.facts()
      const booked = [...company.facts.values()].flat()
      // The ledger knows all that went back, and nobody gave more than there was.
      expect(sum(facts, 'refunded')).toBe(sum(booked, 'refunded'))
      for (const [index] of story.paid.entries()) {
        expect(company.keptOf(`a${index}`)).toBeGreaterThanOrEqual(0)
      }
      const references = booked.flatMap(({ reference }) => reference ?? [])
      expect(new Set(references).size).toBe(references.length)
      for (const [index, amount] of story.refunds.entries()) {
        const update = await ledger.store().findUpdate(`u${index}`)
        const gone = sum(
          facts.filter(({ orderUpdateId }) => orderUpdateId === `u${index}`),
          'refunded',
        )
        const isPartly = update?.reason?.startsWith('partly-refunded') ?? false
        expect(update?.state).not.toBe('open')
        if (update?.state === 'done') expect(gone).toBe(amount ?? gone)
        expect(gone > 0).toBe(update?.state === 'done' || isPartly)
        const end = isPartly ? 'partly' : (update?.state ?? '')
        ends.set(end, (ends.get(end) ?? 0) + 1)
      }
      await ledger.store().close()
    }),
    { numRuns: 200, examples: [[partly]] },
  )
  // The stories are not all of one kind, or this would prove little.
  for (const [end, least] of [
    ['done', 20],
    ['rejected', 20],
    ['partly', 1],
  ] as const) {
    expect(ends.get(end), end).toBeGreaterThanOrEqual(least)
  }
})
