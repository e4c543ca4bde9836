import type { ValidateRequest } from '@payloom/core/contract'
import fc from 'fast-check'
import { expect } from 'vitest'
import { type CompanyModel, createCompanyModel, type Fate, type Verdict } from '../companyModel.fixture.ts'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { createModelCart, createModelShop, type ModelShop } from '../modelShop.fixture.ts'
import { paymentState } from '../payment/paymentState.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import { ProblemError } from '../transport/ProblemError.ts'

/** One thing that happens; `gap` is how many turns of others come before it. */
export type Step = { gap: number; tab: number } & (
  | { kind: 'order'; fate: Fate; verdict: Verdict; supersede: 'nobody' | 'next' | 'unknown' }
  | { kind: 'repeat' | 'cancel' | 'update' | 'read' | 'pays' | 'gives-up' }
  | { kind: 'late' | 'message' | 'death' | 'outage' }
  | { kind: 'time'; milliseconds: number }
)

const place = { gap: fc.nat(5), tab: fc.nat(2) }
const one = <K extends string>(...kinds: K[]) => fc.record({ ...place, kind: fc.constantFrom(...kinds) })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ...place,
      kind: fc.constant('order' as const),
      fate: fc.constantFrom<Fate>(
        'answered',
        'answered',
        'lost',
        'answer-lost',
        'late',
        'hanging',
        'answer-hanging',
      ),
      verdict: fc.constantFrom<Verdict>('takes', 'waits', 'waits', 'declines'),
      supersede: fc.constantFrom('nobody', 'next', 'next', 'unknown'),
    }),
  },
  { weight: 4, arbitrary: one('repeat', 'cancel', 'update', 'read', 'pays', 'gives-up') },
  { weight: 2, arbitrary: one('late', 'message', 'death', 'outage') },
  fc.record({
    ...place,
    kind: fc.constant('time' as const),
    milliseconds: fc.constantFrom(1000, 6000, 61_000),
  }),
)
/** What may happen around one purchase that three tabs look at. */
export const anyStory: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 3, maxLength: 14 })

const key = { tenant: 'shop', paymentId: 'cart-1' }
const context = { request: new Request('https://shop.example') }
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const nobody = 'f'.repeat(32)

/** A process that can die: from then on nothing that it began ever ends, and nothing that it writes is written. */
interface Process {
  shop: ModelShop
  isDead: boolean
}

class World {
  readonly company: CompanyModel = createCompanyModel()
  readonly clock: ManualClock
  readonly store: PaymentStore
  readonly tabs: { attemptId?: string; request?: ValidateRequest }[] = [{}, {}, {}]
  readonly plans = new Map<string, { fate: Fate; verdict: Verdict }>()
  readonly faults: string[] = []
  process: Process
  underWay: Promise<unknown>[] = []
  quote = ''
  #serial = 0

  constructor(store: PaymentStore) {
    this.store = store
    this.clock = createManualClock()
    this.process = this.start()
    const { company, plans } = this
    company.pause = turn
    company.verdictOf = (attemptId) => plans.get(attemptId)?.verdict ?? 'takes'
    company.fateOf = (attemptId) => {
      const plan = plans.get(attemptId)
      const fate = plan?.fate ?? 'answered'
      // Only the first request of an attempt has an accident.
      if (plan) plan.fate = 'answered'
      return fate
    }
    company.onBooked = () => {
      if (company.standing().length > 1) this.faults.push('two attempts at the company at once')
    }
  }

  start(): Process {
    const process: { isDead: boolean } = { isDead: false }
    const { company, clock } = this
    const shop = createModelShop({ company, clock, store: mortal(this.store, process) })
    shop.carts.set(key.paymentId, createModelCart(key.paymentId, 'v1', 1000))
    return Object.assign(process, { shop })
  }

  /** Does one thing of a story; what it starts may go on while the next happens. */
  async do(step: Step): Promise<void> {
    const { company, clock } = this
    const { service } = this.process.shop
    const tab = this.tabs[step.tab] ?? {}
    const { attemptId = nobody, request } = tab
    const ref = { ...key, attemptId }
    switch (step.kind) {
      case 'order': {
        this.#serial += 1
        tab.attemptId = this.#serial.toString(16).padStart(32, '0')
        const other = this.tabs[(step.tab + 1) % 3]?.attemptId ?? nobody
        const supersede = { nobody: undefined, next: other, unknown: nobody }[step.supersede]
        tab.request = {
          ...{ provider: 'sandbox', method: 'card', purpose: 'pay', data: {}, quote: this.quote },
          ...(supersede === undefined ? {} : { supersede }),
        }
        this.plans.set(tab.attemptId, { fate: step.fate, verdict: step.verdict })
        return this.begin(service.validate(context, { ...key, attemptId: tab.attemptId, ...tab.request }))
      }
      case 'repeat':
        return request && this.begin(service.validate(context, { ...ref, ...request }))
      case 'cancel':
        return this.begin(service.cancelPayment(context, ref))
      case 'update':
        return this.begin(service.updatePayment(context, { ...ref, step: 1, data: {} }))
      case 'read':
        return this.begin(service.readAttempt(context, ref))
      case 'pays':
        return company.shopperDecides(attemptId, 'pays')
      case 'gives-up':
        return company.shopperDecides(attemptId, 'declines')
      case 'late':
        return company.arriveLate()
      case 'message':
        return this.deliver(step.gap)
      case 'outage':
        company.isDown = !company.isDown
        return
      case 'death':
        this.process.isDead = true
        this.underWay = []
        this.process = this.start()
        return
      case 'time':
        if (step.milliseconds > 25_000) company.timeOut()
        return clock.advance(step.milliseconds)
    }
  }

  begin(call: Promise<unknown>): void {
    this.underWay.push(
      call.catch((error: unknown) => {
        if (!(error instanceof ProblemError) || error.code === 'internal') this.faults.push(String(error))
      }),
    )
  }

  /** Messages come in any order and more than once. */
  deliver(index: number): void {
    const { messages } = this.company
    const message = messages[index % Math.max(1, messages.length)]
    if (message) this.underWay.push(this.process.shop.deliver(message).catch(() => undefined))
  }

  /** Everybody can be asked again, everything that was said has arrived, and the time has passed in which a process looks by itself. */
  async settle(): Promise<void> {
    const { company, clock } = this
    company.isDown = false
    company.fateOf = () => 'answered'
    company.timeOut()
    await this.settleCalls()
    for (let round = 0; round < 4; round += 1) {
      await clock.leap(300_000)
      for (let left = 20; left > 0; left -= 1) await turn()
      await clock.advance(3000)
      company.arriveLate()
    }
    for (const index of company.messages.keys()) this.deliver(index)
    await this.settleCalls()
  }

  async settleCalls(): Promise<void> {
    let isOver = false
    const over = Promise.all(this.underWay).finally(() => {
      isOver = true
    })
    for (let passed = 100; !isOver; passed += 100) {
      await this.clock.advance(100)
      if (passed % 25_000 === 0) this.company.timeOut()
    }
    await over
  }

  async close(): Promise<void> {
    await this.process.shop.service.close()
    await this.store.close()
  }
}

function mortal(store: PaymentStore, process: { isDead: boolean }): PaymentStore {
  return new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>
      return (...args: unknown[]) =>
        process.isDead ? new Promise(() => undefined) : method.apply(target, args)
    },
  })
}

/** Plays a story to its end, and checks that one attempt at a time was asked for money and that all ended in the true state. */
export async function playStory(steps: readonly Step[], store: PaymentStore): Promise<void> {
  const world = new World(store)
  const { company } = world
  const { methods } = await world.process.shop.service.loadMethodList(context, { payment: key.paymentId })
  world.quote = methods.find(({ method }) => method === 'card')?.quote ?? ''
  for (const now of steps) {
    for (let left = now.gap; left > 0; left -= 1) await turn()
    await world.do(now)
  }
  await world.settle()
  const record = await world.store.read(key)
  expect(world.faults).toEqual([])
  if (record && record.attempts.length > 0) {
    const { status, settled, overpaid, attempts } = paymentState(record)
    const [standing] = company.standing()
    const truth = standing && { attemptId: standing.payload.attemptId, status: standing.state }
    const shown = {
      captured: { status: 'paid', settled: true, overpaid: undefined, live: [] as string[] },
      waiting: { status: 'open', settled: false, overpaid: undefined, live: [standing?.payload.attemptId] },
      nothing: { settled: true, overpaid: undefined, live: [] as string[] },
    }[truth?.status === 'captured' || truth?.status === 'waiting' ? truth.status : 'nothing']
    const live = attempts.filter((attempt) => attempt.live).map(({ attemptId }) => attemptId)
    expect({ status, settled, overpaid, live }).toMatchObject(shown)
    expect(record.due).toBeUndefined()
    for (const attemptId of company.attempts.keys()) {
      expect(record.attempts.map((attempt) => attempt.attemptId)).toContain(attemptId)
    }
  } else expect([...company.attempts.keys()]).toEqual([])
  await world.close()
}
