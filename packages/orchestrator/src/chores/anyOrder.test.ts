import { openDatabase, type SqlSteps } from '@payloom/bus/database'
import { duplicateAttempts } from '@payloom/core/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Context } from '../Context.ts'
import { createKeyedQueue } from '../createKeyedQueue.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { readBack } from '../payments/readBack.ts'
import { createStore } from '../store/createStore.ts'
import { keptMoney } from '../store/keptMoney.ts'
import { ledgerSchema } from '../store/ledgerSchema.ts'
import type { Store } from '../store/Store.ts'
import { type AnyCompany, type CallFault, createAnyCompany } from './anyCompany.fixture.ts'
import { runChore } from './runChore.ts'

const total = 2000
const eur = (value: number) => ({ value, currency: 'EUR' })
const log = (): void => undefined

/** How an attempt ended at its company. */
type Ending = (typeof endings)[number]
const endings = [
  ...(['none', 'failed', 'canceled', 'authorized', 'captured', 'held, then captured'] as const),
  ...(['held, then let go', 'canceled, then captured'] as const),
] as const

/** One attempt: what it is asked for, without surcharge, and what it can bring of that. */
interface Tried {
  id: string
  due: number
  brings: number
  surcharge: number
  takesPart?: boolean
}

interface Story {
  attempts: Tried[]
  endings: { ending: Ending; minute: number }[]
  /** Webhooks in any order, some told twice; each drawn from those that there are. One in four is a read-back of them all. */
  deliveries: number[]
  /** What happens to the chores after each delivery. `killed`: the process ends when it has done one, before it says so. */
  faults: (CallFault | 'killed' | 'idle')[]
}

const wholes: fc.Arbitrary<Tried[]> = fc
  .array(fc.constantFrom(0, 50), { minLength: 2, maxLength: 4 })
  .map((surcharges) =>
    surcharges.map((surcharge, index) => ({ id: `whole-${index}`, due: total, brings: total, surcharge })),
  )
/** A gift card, the rest of it once or twice, and a whole payment that was tried before. */
const parts: fc.Arbitrary<Tried[]> = fc.integer({ min: 1, max: 2 }).map((rests) => [
  { id: 'whole', due: total, brings: total, surcharge: 0 },
  { id: 'gift', due: total, brings: 500, surcharge: 0, takesPart: true },
  ...Array.from({ length: rests }, (_, index) => ({
    ...{ id: `rest-${index}`, due: 1500, brings: 1500, surcharge: 50 },
  })),
])
const stories: fc.Arbitrary<Story> = fc.record({
  attempts: fc.oneof(wholes, parts),
  endings: fc.array(
    fc.record({ ending: fc.constantFrom(...endings), minute: fc.integer({ min: 1, max: 4 }) }),
    { minLength: 4, maxLength: 4 },
  ),
  deliveries: fc.array(fc.nat(), { maxLength: 14 }),
  faults: fc.array(fc.constantFrom('none', 'before', 'lost', 'killed', 'idle'), {
    minLength: 15,
    maxLength: 15,
  }),
})

/** Nobody is told here. */
const bus = {
  *enqueue(): SqlSteps<void> {
    yield* []
  },
  wake: () => undefined,
}

/** An orchestrator's ledger and chores, whose process can be killed. */
async function openLedger(company: AnyCompany) {
  const clock = createManualClock()
  const database = openDatabase({ location: ':memory:', schema: ledgerSchema })
  const open = (): Store => createStore({ database, bus, clock, log })
  let store = open()
  const connectors = new Map([[company.provider, company]])
  const context = (): Context => ({
    ...{ store, connectors, clock, log, queue: createKeyedQueue(), configuration: { providers: [] } },
  })
  return {
    store: () => store,
    readBack: () => readBack(context(), 'payment'),
    /** Runs every chore that is due, once. */
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
      // Nothing is known to the next process but what the ledger holds.
      if (fault !== 'none') store = open()
      company.fault = 'none'
      return due.length
    },
    close: () => store.close(),
  }
}

function bookEnding(
  company: AnyCompany,
  { id, brings, surcharge }: Tried,
  ending: Ending,
  minute: number,
): void {
  const amount = brings + surcharge
  const book = (kind: string, value?: number): void => company.book(id, kind, value, minute)
  if (ending.startsWith('canceled')) book('canceled')
  if (ending === 'failed') book('failed')
  if (ending === 'authorized' || ending.startsWith('held')) book('authorized', amount)
  // An authorisation that is let go is so later.
  if (ending.endsWith('let go')) company.book(id, 'voided', amount, minute + 0.5)
  if (ending.endsWith('captured')) book('captured', amount)
}

async function claim(store: Store, { id, due, surcharge, takesPart = false }: Tried): Promise<void> {
  const names = { attemptId: id, paymentId: 'payment', provider: 'any', method: 'card', fingerprint: id }
  await store.claimAttempt({ ...names, amount: eur(due + surcharge), due: eur(due), takesPart })
}

test('whatever order facts come in and wherever a process dies, the money of one covering set is kept', async () => {
  const kinds = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const company = createAnyCompany()
      const ledger = await openLedger(company)
      for (const [index, tried] of story.attempts.entries()) {
        await claim(ledger.store(), tried)
        const { ending, minute } = story.endings[index] ?? { ending: 'none', minute: 1 }
        // A rest is asked for once the shop has read that a part is held.
        const isHeld = tried.takesPart
        bookEnding(company, tried, isHeld && !ending.startsWith('held') ? 'authorized' : ending, minute)
        if (!isHeld) continue
        const [fact] = company.facts.get(tried.id) ?? []
        const answer = { outcome: { outcome: 'partial', due: eur(1500) }, facts: fact ? [fact] : [] } as const
        await ledger.store().saveAnswer(tried.id, 0, { ...answer, facts: [...answer.facts] })
      }
      const before = story.attempts.map(({ id, surcharge }) => Math.max(0, company.keptOf(id) - surcharge))
      for (const [index, drawn] of story.deliveries.entries()) {
        const webhooks = company.webhooks()
        const webhook = webhooks[drawn % webhooks.length]
        if (drawn % 4 === 3) await ledger.readBack()
        else if (webhook) await ledger.store().recordEvent('any', webhook)
        const fault = story.faults[index] ?? 'none'
        if (fault !== 'idle') await ledger.work(fault)
      }
      for (let round = 0; ; round += 1) {
        for (const webhook of company.webhooks()) await ledger.store().recordEvent('any', webhook)
        if ((await ledger.work('none')) === 0) break
        expect(round, 'the chores never end').toBeLessThan(20)
      }
      const kept = story.attempts.map(({ id, surcharge }) => Math.max(0, company.keptOf(id) - surcharge))
      await expectOneCover(ledger.store(), story.attempts, before, kept)
      for (const facts of company.facts.values()) {
        expect(facts.filter(({ kind }) => kind === 'refunded').length).toBeLessThanOrEqual(1)
      }
      const outcome = kept.every((value, index) => value === before[index]) ? 'nothing returned' : 'returned'
      kinds.set(outcome, (kinds.get(outcome) ?? 0) + 1)
      await ledger.close()
    }),
    { numRuns: 200 },
  )
  // The stories are not all of one kind, or this would prove little.
  for (const outcome of ['nothing returned', 'returned']) expect(kinds.get(outcome)).toBeGreaterThan(20)
})

async function expectOneCover(store: Store, tried: Tried[], before: number[], kept: number[]): Promise<void> {
  const sum = (values: number[]): number => values.reduce((one, other) => one + other, 0)
  if (sum(before) < total) expect(kept).toEqual(before)
  else {
    expect(sum(kept)).toBeGreaterThanOrEqual(total)
    for (const value of kept) if (value > 0) expect(sum(kept) - value).toBeLessThan(total)
  }
  const attempts = (await store.findPayment('payment')) ?? []
  const facts = (await Promise.all(tried.map(({ id }) => store.findFacts(id)))).flat()
  expect(attempts.map((attempt) => keptMoney(attempt, facts).kept)).toEqual(kept)
  const returned = new Set(attempts.filter(({ isReturned }) => isReturned).map(({ attemptId }) => attemptId))
  expect(duplicateAttempts({ total: eur(total), attempts, facts, returned })).toEqual([])
  const gift = tried.findIndex(({ takesPart }) => takesPart)
  const isPartNeeded = gift >= 0 && sum(before) >= total && (kept[gift] ?? 0) > 0
  if (isPartNeeded) expect(facts.filter(({ kind }) => kind === 'captured').length).toBeGreaterThan(0)
}
