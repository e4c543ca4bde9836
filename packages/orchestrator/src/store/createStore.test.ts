import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BusMessage } from '@payloom/bus'
import { openDatabase, type SqlSteps } from '@payloom/bus/database'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CompanyAnswer, CompanyEvent } from '../connectors/Connector.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { attemptId } from '../world.fixture.ts'
import { createStore } from './createStore.ts'
import { ledgerSchema } from './ledgerSchema.ts'
import type { Store } from './Store.ts'

let folder: string
let sent: BusMessage[]
const stores: Store[] = []
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-store-'))
  sent = []
})
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  rmSync(folder, { recursive: true })
})

const openStore = (tell = (message: BusMessage): void => void sent.push(message), file?: string): Store => {
  const database = openDatabase({ location: file ?? path.join(folder, 'ledger.db'), schema: ledgerSchema })
  const bus = {
    *enqueue(message: BusMessage): SqlSteps<void> {
      tell(message)
      yield* []
    },
    wake: () => undefined,
  }
  const store = createStore({ database, bus, clock: createManualClock(), log: () => undefined })
  stores.push(store)
  return store
}
const amount = { value: 2000, currency: 'EUR' }
const attempt = {
  ...{ attemptId, paymentId: 'payment-1', provider: 'sandbox', method: 'card', amount, due: amount },
  fingerprint: 'one',
}
const event = (factId: string, kind = 'captured'): CompanyEvent => ({
  reference: attemptId,
  companyId: 'pay_1',
  fact: { factId, kind, amount },
  payload: {},
})
const complete: CompanyAnswer = { companyId: 'pay_1', outcome: { outcome: 'complete' }, facts: [] }
const canceled: CompanyAnswer = { companyId: 'pay_1', outcome: { outcome: 'canceled' }, facts: [] }

test('a fact and its message are kept together, or neither', async () => {
  let isFull = true
  const store = openStore((message) => {
    if (isFull) throw new Error('database or disk is full')
    sent.push(message)
  })
  await store.claimAttempt(attempt)
  await expect(store.recordEvent('sandbox', event('evt_1'))).rejects.toThrow('full')
  expect(await store.findFacts(attemptId)).toEqual([])
  isFull = false
  expect(await store.recordEvent('sandbox', event('evt_1'))).toBe('recorded')
  expect(sent.map(({ messageId }) => messageId)).toEqual(['fact-evt_1'])
})

test('of two processes that claim the same attempt one counts', async () => {
  const [one, other] = [openStore(), openStore()]
  const claims = await Promise.all([
    one.claimAttempt(attempt),
    other.claimAttempt({ ...attempt, fingerprint: 'other' }),
  ])
  expect(claims.map((claim) => claim?.attempt.fingerprint)).toEqual(['one', 'one'])
  expect(claims.map((claim) => claim?.isNew)).toEqual([true, false])
})

test('an answer to a step that is over changes nothing, and the one that stands is answered', async () => {
  const [one, other] = [openStore(), openStore()]
  await one.claimAttempt(attempt)
  await one.saveAnswer(attemptId, 0, complete)
  const standing = await other.saveAnswer(attemptId, 0, canceled)
  expect(standing.result).toEqual({ id: 'pay_1', step: 1, outcome: { outcome: 'complete' } })
  expect((await other.saveAnswer(attemptId, 1, complete)).result?.step).toBe(1)
  expect((await other.saveAnswer(attemptId, 1, canceled)).result).toMatchObject({ step: 2 })
  expect(await one.findFirstResult(attemptId)).toEqual(standing.result)
})

test("the company's id is kept once and never changed", async () => {
  const store = openStore()
  await store.claimAttempt(attempt)
  await store.saveAnswer(attemptId, 0, complete)
  expect((await store.saveAnswer(attemptId, 1, { ...canceled, companyId: 'pay_2' })).companyId).toBe('pay_1')
})

test('whatever comes in whatever order, before or after the claim, is told once', async () => {
  const arrivals = fc.array(fc.constantFrom('claim', 'evt_1', 'evt_2', 'evt_3', 'read-back'), {
    maxLength: 12,
  })
  await fc.assert(
    fc.asyncProperty(arrivals, async (steps) => {
      const messages: BusMessage[] = []
      const store = openStore((message) => void messages.push(message), ':memory:')
      for (const step of [...steps, 'claim']) {
        if (step === 'claim') await store.claimAttempt(attempt)
        else if (step !== 'read-back') await store.recordEvent('sandbox', event(step))
        else if (await store.findAttempt(attemptId)) {
          const facts = [{ ...event('evt_1').fact, confirmed: true }]
          await store.saveAnswer(attemptId, 0, { ...complete, facts })
        }
      }
      const told = messages.map(({ messageId }) => messageId)
      const arrived = new Set(steps.filter((step) => step.startsWith('evt')).map((step) => `fact-${step}`))
      expect(new Set(told).size).toBe(told.length)
      expect(told).toEqual(expect.arrayContaining([...arrived]))
      for (const id of told) expect([...arrived, 'fact-evt_1']).toContain(id)
    }),
    { numRuns: 200 },
  )
})
