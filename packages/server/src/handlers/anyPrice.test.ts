import type { Method, Money, PaymentResult, StoredMethod } from '@payloom/core/contract'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createCompanyModel, modelMethods } from '../companyModel.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { createModelCart, createModelShop } from '../modelShop.fixture.ts'
import { paymentState } from '../payment/paymentState.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { ProblemError } from '../transport/ProblemError.ts'

/** What happens to one purchase that two tabs look at; `gap` is how many turns of others come before it. */
type Step = { gap: number } & (
  | { kind: 'cart'; value: number; items: number }
  | { kind: 'surcharge'; method: number; value: number }
  | { kind: 'list'; tab: number }
  | { kind: 'click'; tab: number; row: number }
)

/** A row as a tab shows it: what it costs, and the quote that stands for it. */
interface Row {
  method: string
  storedMethodId?: string | undefined
  total: Money
  quote: string
}

interface Tab {
  rows: Row[]
  /** It waits for the answer to a click. */
  isBusy: boolean
}

const tab = fc.nat(1)
const gap = fc.nat(6)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('cart' as const),
    gap,
    value: fc.integer({ min: 1, max: 3 }).map((n) => n * 1000),
    items: fc.nat(2),
  }),
  fc.record({
    kind: fc.constant('surcharge' as const),
    gap,
    method: fc.nat(1),
    value: fc.constantFrom(0, 50, 1000),
  }),
  fc.record({ kind: fc.constant('list' as const), gap, tab }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('click' as const), gap, tab, row: fc.nat(2) }) },
)
const story = fc.array(step, { minLength: 3, maxLength: 10 })
const context = { request: new Request('https://shop.example') }
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const stored: StoredMethod = {
  ...{ id: 'kept', provider: 'sandbox', method: 'card', title: 'Card', needsCvc: false },
}

const company = createCompanyModel()
company.verdictOf = () => 'declines'
company.stored = [stored]
company.pause = turn
const store = createSqliteStore({ path: ':memory:' })
const shop = createModelShop({ company, store, clock: createManualClock() })
afterAll(async () => {
  await shop.service.close()
  await store.close()
})

/** The row that was clicked last, by attempt. */
const clicked = new Map<string, Row>()
/** What the orchestrator was asked for, beside what stood at the button, and what is in the cart. */
let asked: { is: unknown[]; was: unknown[] }[] = []
company.onAsked = ({ id, attemptId, method, storedMethodId, items }, value) => {
  const row = clicked.get(attemptId)
  const was = [row?.total.value, row?.method, row?.storedMethodId, shop.carts.get(id)?.version]
  asked.push({ is: [value, method, storedMethodId, items[0]?.name], was })
}

let serial = 0
const fresh = (): string => (++serial).toString(16).padStart(32, '0')

async function list(paymentId: string, one: Tab): Promise<void> {
  const { methods, stored: kept } = await shop.service.loadMethodList(context, { payment: paymentId })
  one.rows = [...rowsOf(methods), ...kept.flatMap((row) => storedRow(row, rowsOf(methods)))]
}

function rowsOf(methods: readonly Method[]): Row[] {
  return methods.flatMap(({ method, total, quote }) =>
    total && quote !== undefined ? [{ method, total, quote }] : [],
  )
}

/** A stored method costs what its method does. */
function storedRow({ id, method, quote }: StoredMethod, rows: readonly Row[]): Row[] {
  const total = rows.find((row) => row.method === method)?.total
  return total && quote !== undefined ? [{ method, storedMethodId: id, total, quote }] : []
}

async function click(paymentId: string, attemptId: string, row: Row): Promise<PaymentResult | ProblemError> {
  const { method, storedMethodId, quote } = row
  clicked.set(attemptId, row)
  const request = { provider: 'sandbox', method, data: {}, quote }
  const purpose =
    storedMethodId === undefined
      ? { purpose: 'pay' as const }
      : { purpose: 'pay-stored' as const, storedMethodId }
  try {
    return await shop.service.validate(context, { paymentId, attemptId, ...request, ...purpose })
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

async function isUnderWay(paymentId: string): Promise<boolean> {
  const record = await store.read({ tenant: 'shop', paymentId })
  return record !== undefined && paymentState(record).attempts.some(({ live }) => live)
}

/** Clicks, and once more when another amount is named: by what stands at the button then. */
async function pay(paymentId: string, one: Tab, row: Row): Promise<PaymentResult | ProblemError> {
  const attemptId = fresh()
  const first = await click(paymentId, attemptId, row)
  if (!(first instanceof ProblemError) || first.code !== 'amount-changed') return first
  const { methods, total } = first.extension as { methods: Method[]; total: Money }
  one.rows = rowsOf(methods)
  expect(one.rows.find(({ method }) => method === row.method)?.total).toEqual(total)
  if (row.storedMethodId !== undefined) await list(paymentId, one)
  const isSame = ({ method, storedMethodId }: Row): boolean =>
    method === row.method && storedMethodId === row.storedMethodId
  return click(paymentId, attemptId, one.rows.find(isSame) as Row)
}

/** Plays one story. The company declines everything, so that the purchase can be tried again and again. */
async function play(steps: readonly Step[]): Promise<void> {
  const paymentId = `cart-${fresh()}`
  const put = (value: number, items: number): void =>
    void shop.carts.set(paymentId, createModelCart(paymentId, `v-${value}-${items}`, value))
  put(1000, 0)
  const tabs: [Tab, Tab] = [
    { rows: [], isBusy: false },
    { rows: [], isBusy: false },
  ]
  await Promise.all(tabs.map((one) => list(paymentId, one)))
  const underWay: Promise<unknown>[] = []
  for (const now of steps) {
    for (let left = now.gap; left > 0; left -= 1) await turn()
    // Like every shop should, this one leaves a cart alone that is being paid.
    if (now.kind === 'cart' && !(await isUnderWay(paymentId))) put(now.value, now.items)
    if (now.kind === 'surcharge')
      company.surcharges.set(`${paymentId} ${modelMethods[now.method]}`, now.value)
    if (now.kind !== 'list' && now.kind !== 'click') continue
    const one = tabs[now.tab] as Tab
    if (one.isBusy) continue
    one.isBusy = true
    const task =
      now.kind === 'list'
        ? list(paymentId, one)
        : pay(paymentId, one, one.rows[now.row % one.rows.length] as Row)
    underWay.push(task.finally(() => (one.isBusy = false)))
  }
  await Promise.all(underWay)

  // Nothing changes any more: what stands at the button is asked for, at the second click at the latest.
  const [one] = tabs
  expect(await pay(paymentId, one, one.rows[0] as Row)).toMatchObject({ outcome: 'failed' })
  expect(asked).not.toEqual([])
  expect(asked.map(({ is }) => is)).toEqual(asked.map(({ was }) => was))
}

test('whatever changes while two tabs click, what is asked for is what that shopper saw, or nothing is asked (B2, B12)', async () => {
  let count = 0
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      asked = []
      await play(steps)
      count += asked.length
    }),
    { numRuns: 1000 },
  )
  expect(count).toBeGreaterThan(1000)
}, 30_000)
