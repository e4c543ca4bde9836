import type { BusMessage } from '@payloom/bus'
import { openDatabase, type SqlSteps } from '@payloom/bus/database'
import { expect, test } from 'vitest'
import type { CompanyAnswer, CompanyEvent } from '../connectors/Connector.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import type { NewAttempt } from './Attempt.ts'
import { createStore } from './createStore.ts'
import { ledgerSchema } from './ledgerSchema.ts'
import type { Store } from './Store.ts'

/** One process's ledger, and what it told. */
export interface TestLedger {
  store: Store
  clock: ManualClock
  told: BusMessage[]
  /** While it stands, nothing can be put into the outbox. */
  fault: { isFull: boolean }
}

/** Opens the ledger of one process over a location, which others may have open too. */
export function openTestLedger(location: string, name: string = ledgerSchema.name): TestLedger {
  const told: BusMessage[] = []
  const fault = { isFull: false }
  const database = openDatabase({ location, schema: { ...ledgerSchema, name } })
  const bus = {
    *enqueue(message: BusMessage): SqlSteps<void> {
      if (fault.isFull) throw new Error('database or disk is full')
      told.push(message)
      yield* []
    },
    wake: () => undefined,
  }
  const clock = createManualClock()
  return {
    ...{ clock, told, fault },
    store: createStore({ database, bus, clock, log: () => undefined }),
  }
}

const amount = { value: 2000, currency: 'EUR' }
const complete: CompanyAnswer = { companyId: 'pay_1', outcome: { outcome: 'complete' }, facts: [] }
const canceled: CompanyAnswer = { companyId: 'pay_1', outcome: { outcome: 'canceled' }, facts: [] }

/** An id of its own for each call: databases are shared. */
let count = 0
const makeAttempt = (change: Partial<NewAttempt> = {}): NewAttempt => {
  count += 1
  const attemptId = `${count}`.padStart(32, 'a')
  return {
    ...{ attemptId, paymentId: `payment-${count}`, provider: 'sandbox', method: 'card', amount, due: amount },
    ...{ fingerprint: 'one', total: amount },
    ...change,
  }
}
const eventOf = ({ attemptId }: NewAttempt, kind = 'captured', value = amount.value): CompanyEvent => ({
  reference: attemptId,
  companyId: `pay_${attemptId}`,
  fact: { factId: `${attemptId}-${kind}`, kind, amount: { ...amount, value } },
  payload: {},
})

/** What holds for a ledger whatever lies under it. @param open one more process over the same database */
export function describeStore(open: () => TestLedger): void {
  const idsOf = (...ledgers: TestLedger[]): string[] =>
    ledgers.flatMap(({ told }) => told.map(({ messageId }) => messageId))

  test('a fact and its message are kept together, or neither (E12)', async () => {
    const { store, told, fault } = open()
    const attempt = makeAttempt()
    await store.claimAttempt(attempt)
    fault.isFull = true
    await expect(store.recordEvent('sandbox', eventOf(attempt))).rejects.toThrow('full')
    expect(await store.findFacts(attempt.attemptId)).toEqual([])
    fault.isFull = false
    expect(await store.recordEvent('sandbox', eventOf(attempt))).toBe('recorded')
    expect(told.map(({ messageId }) => messageId)).toEqual([`fact-${attempt.attemptId}-captured`])
  })

  test('of two processes that claim the same attempt one counts', async () => {
    const [one, other] = [open().store, open().store]
    for (let round = 0; round < 5; round += 1) {
      const attempt = makeAttempt()
      const claims = await Promise.all([
        one.claimAttempt(attempt),
        other.claimAttempt({ ...attempt, fingerprint: 'other' }),
      ])
      expect(claims.filter((claim) => claim?.isNew)).toHaveLength(1)
      const fingerprints = claims.map((claim) => claim?.attempt.fingerprint)
      expect(new Set(fingerprints).size).toBe(1)
    }
  })

  test('of a claim and a burning at the same time one counts', async () => {
    const [one, other] = [open().store, open().store]
    for (let round = 0; round < 5; round += 1) {
      const attempt = makeAttempt()
      const [burnt, claim] = await Promise.all([
        other.burnAttempt(attempt.attemptId),
        one.claimAttempt(attempt),
      ])
      expect(burnt === undefined).toBe(claim === undefined)
    }
  })

  test('an event that comes while its attempt is claimed elsewhere is told, and once', async () => {
    const [one, other] = [open(), open()]
    const attempts = Array.from({ length: 12 }, () => makeAttempt())
    await Promise.all(
      attempts.flatMap((attempt) => [
        other.store.recordEvent('sandbox', eventOf(attempt)),
        one.store.claimAttempt(attempt),
        one.store.recordEvent('sandbox', eventOf(attempt)),
      ]),
    )
    expect(idsOf(one, other).sort()).toEqual(attempts.map(({ attemptId }) => `fact-${attemptId}-captured`))
  })

  test('of two successes that two processes hear of at the same time one goes back, not both and not none', async () => {
    const [one, other] = [open(), open()]
    for (let round = 0; round < 5; round += 1) {
      const attempt = makeAttempt()
      const twin = makeAttempt({ paymentId: attempt.paymentId })
      await one.store.claimAttempt(attempt)
      await other.store.claimAttempt(twin)
      await Promise.all([
        one.store.recordEvent('sandbox', eventOf(attempt)),
        other.store.recordEvent('sandbox', eventOf(twin)),
      ])
      const attempts = (await one.store.findPayment(attempt.paymentId)) ?? []
      expect(attempts.filter(({ isReturned }) => isReturned)).toHaveLength(1)
      const chores = await Promise.all(
        attempts.map(({ attemptId }) => one.store.hasChore('return-duplicate', attemptId)),
      )
      expect(chores).toEqual(attempts.map(({ isReturned }) => isReturned))
    }
  })

  test('a held part is taken though its rest is paid at the same time as it is held', async () => {
    const [one, other] = [open(), open()]
    for (let round = 0; round < 5; round += 1) {
      const part = makeAttempt({ takesPart: true })
      const rest = makeAttempt({ paymentId: part.paymentId, amount: { ...amount, value: 1500 } })
      await one.store.claimAttempt(part)
      await one.store.claimAttempt({ ...rest, due: { ...amount, value: 1500 } })
      await Promise.all([
        one.store.recordEvent('sandbox', eventOf(part, 'authorized', 500)),
        other.store.recordEvent('sandbox', eventOf(rest, 'captured', 1500)),
      ])
      expect(await other.store.hasChore('capture-part', part.attemptId)).toBe(true)
    }
  })

  test('an answer to a step that is over changes nothing, and the one that stands is answered', async () => {
    const [one, other] = [open().store, open().store]
    const attempt = makeAttempt()
    const { attemptId } = attempt
    await one.claimAttempt(attempt)
    const racing = await Promise.all([
      one.saveAnswer(attemptId, 0, complete),
      other.saveAnswer(attemptId, 0, canceled),
    ])
    const [standing] = racing.map(({ result }) => result)
    expect(racing[1]?.result).toEqual(standing)
    expect(standing?.step).toBe(1)
    const next = standing?.outcome.outcome === 'complete' ? canceled : complete
    expect((await other.saveAnswer(attemptId, 0, next)).result).toEqual(standing)
    expect((await other.saveAnswer(attemptId, 1, next)).result).toMatchObject({ step: 2 })
    expect(await one.findFirstResult(attemptId)).toEqual(standing)
  })

  test("the company's id is kept once and never changed", async () => {
    const { store } = open()
    const attempt = makeAttempt()
    await store.claimAttempt(attempt)
    await store.saveAnswer(attempt.attemptId, 0, complete)
    const later = await store.saveAnswer(attempt.attemptId, 1, { ...canceled, companyId: 'pay_2' })
    expect(later.companyId).toBe('pay_1')
  })

  test('a request that never left ends its own try only', async () => {
    const { store, clock } = open()
    const attempt = makeAttempt()
    const { attemptId } = attempt
    const first = (await store.claimAttempt(attempt))?.attempt.askedAt ?? ''
    clock.advance(1)
    const second = await store.markAsked(attemptId)
    await store.markRefused(attemptId, first)
    expect((await store.findAttempt(attemptId))?.mayArrive).toBe(true)
    await store.markRefused(attemptId, second)
    expect((await store.findAttempt(attemptId))?.mayArrive).toBe(false)
  })

  test('the newest redirect is found, and none of other answers', async () => {
    const { store } = open()
    const attempt = makeAttempt()
    const { attemptId } = attempt
    await store.claimAttempt(attempt)
    const redirect = (url: string): CompanyAnswer => ({
      outcome: { outcome: 'redirect', url, method: 'GET', fields: [] },
      facts: [],
    })
    await store.saveAnswer(attemptId, 0, redirect('https://company.example/one'))
    await store.saveAnswer(attemptId, 1, redirect('https://company.example/two'))
    await store.saveAnswer(attemptId, 2, complete)
    expect(await store.findRedirect(attemptId)).toEqual(redirect('https://company.example/two').outcome)
  })

  test('what is old is erased until nothing is left, and what is known stays known', async () => {
    const { store, clock } = open()
    const attempt = makeAttempt()
    const { attemptId } = attempt
    await store.claimAttempt(attempt)
    const url = 'https://company.example/pay?token=1'
    const fields = [{ name: 'token', value: '1' }]
    const outcome = { outcome: 'redirect', url, method: 'POST', fields } as const
    await store.saveAnswer(attemptId, 0, { outcome: { ...outcome, fields: [...fields] }, facts: [] })
    await store.recordEvent('sandbox', eventOf(attempt))
    expect(await store.erase(new Date(clock.now()).toISOString())).toBe(0)
    clock.advance(1)
    const later = new Date(clock.now()).toISOString()
    while ((await store.erase(later)) > 0);
    const rest = { ...outcome, url: 'https://company.example', fields: [] }
    expect(await store.findRedirect(attemptId)).toEqual(rest)
    expect(await store.recordEvent('sandbox', eventOf(attempt))).toBe('duplicate')
  })

  test('a chore that is done here is not done there, until its process lets it lie', async () => {
    const [one, other] = [open(), open()]
    const attempt = makeAttempt({ stores: true, customerId: `customer-${count}` })
    const { customerId = '' } = attempt
    await one.store.claimAttempt(attempt)
    const stored = { reference: 'card_1', title: 'Card', needsCvc: false }
    await one.store.saveAnswer(attempt.attemptId, 0, { ...complete, stored })
    const [method] = await other.store.findStoredMethods(customerId)
    const subject = method?.id ?? ''
    const deletions = [one, other].map(({ store }) => store.deleteStoredMethod(customerId, subject))
    expect((await Promise.all(deletions)).sort()).toEqual([false, true])
    const due = (await one.store.findDueChores()).find((entry) => entry.subject === subject)
    const chore = due ?? expect.fail()
    const takeBoth = () =>
      Promise.all([one, other].map(({ store, clock }) => store.takeChore(chore, clock.now() + 1_000)))
    expect((await takeBoth()).sort()).toEqual([false, true])
    for (const { clock } of [one, other]) clock.advance(999)
    expect(await takeBoth()).toEqual([false, false])
    await one.store.holdChore(chore, one.clock.now() + 1_000)
    for (const { clock } of [one, other]) clock.advance(1)
    expect(await takeBoth()).toEqual([false, false])
    for (const { clock } of [one, other]) clock.advance(999)
    expect((await takeBoth()).sort()).toEqual([false, true])
    await one.store.finishChore(chore)
    expect(await other.store.hasChore('forget-method', subject)).toBe(false)
    await other.store.removeStoredMethod(subject)
    expect(await one.store.findStoredMethod(subject)).toBeUndefined()
  })
}
