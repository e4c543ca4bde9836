import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { attemptTransitions } from './attempt/attemptTransitions.ts'
import { type Fate, type ModelBrowser, openModelBrowser } from './modelBrowser.fixture.ts'
import type { ModelKind } from './modelShop.fixture.ts'
import type { ActionOutcome } from './provider/ProviderSession.ts'

/** A run takes milliseconds; the longer run takes half a minute of them. */
const numRuns = process.env.PAYLOOM_FUZZ_RUNS ? 5_000 : 1_000

// What a desk imports is there before it asks, so that one turn is enough.
beforeAll(async () => {
  await Promise.all([import('./flow/placeOrder.ts'), import('./flow/recoverAttempt.ts')])
  await Promise.all([import('./flow/cancelAttempt.ts'), import('./flow/resumeReturn.ts')])
  await openModelBrowser().ready()
})

/** One thing that happens; what follows from it at once has followed when it ends. */
class Move implements fc.AsyncCommand<object, ModelBrowser> {
  readonly words: string
  readonly make: (browser: ModelBrowser) => unknown
  constructor(words: string, make: (browser: ModelBrowser) => unknown) {
    this.words = words
    this.make = make
  }
  check(): boolean {
    return true
  }
  async run(_: object, browser: ModelBrowser): Promise<void> {
    await this.make(browser)
    await browser.pass(0)
  }
  toString(): string {
    return this.words
  }
}

const kinds: ModelKind[] = [
  'paid',
  'declined',
  'pending',
  'qr',
  'redirect',
  'challenge',
  'placed',
  'released',
]
const fates: Fate[] = ['ok', 'lost-answer', 'lost-request', 'late', 'slow', 'running']
const steps: ActionOutcome[] = [
  { kind: 'details', data: {} },
  { kind: 'canceled' },
  { kind: 'leaving' },
  { kind: 'failed', error: { code: 'authentication_failed', retry: 'same' } },
]
const tab = fc.nat({ max: 2 })
const at = (name: 'cancel' | 'supersede' | 'reload' | 'copy' | 'close' | 'resume') =>
  tab.map((index) => new Move(`${name}(${index})`, (browser) => browser[name](index)))
const moves = [
  fc
    .tuple(tab, fc.constantFrom(...kinds))
    .map(([index, kind]) => new Move(`press(${index}, ${kind})`, (browser) => browser.press(index, kind))),
  fc
    .tuple(tab, fc.constantFrom(...steps))
    .map(([index, step]) => new Move(`step(${index}, ${step.kind})`, (browser) => browser.step(index, step))),
  // Two tabs at once: the second order comes while the company is at work on the first.
  fc.tuple(tab, tab, fc.constantFrom(...kinds), fc.constantFrom(...kinds)).map(
    ([one, other, first, second]) =>
      new Move(`press both(${one} ${first}, ${other} ${second})`, async (browser) => {
        browser.fate('running')
        browser.press(one, first)
        await browser.pass(0)
        browser.press(other, second)
      }),
  ),
  ...(['cancel', 'supersede', 'reload', 'copy', 'close', 'resume'] as const).map(at),
  fc.constantFrom(...fates).map((fate) => new Move(fate, (browser) => browser.fate(fate))),
  fc.boolean().map((is) => new Move(is ? 'online' : 'offline', (browser) => browser.setOnline(is))),
  fc.constant(new Move('deliver', (browser) => browser.deliver())),
  fc.constant(new Move('push', (browser) => browser.push())),
  fc
    .constantFrom('paid' as const, 'failed' as const, 'expired' as const)
    .map((status) => new Move(`decide ${status}`, (browser) => browser.shop.decide(status))),
  fc
    .constantFrom(600, 3_000, 20_000, 700_000)
    .map((time) => new Move(`pass ${time}`, (browser) => browser.pass(time))),
]

test('whatever shopper, tabs, network and company do, the money comes once, no tab ends what another does, and each shows the truth at the end (A2, A3, B1, B2, B3)', async () => {
  const phases = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.commands(moves, { maxCommands: 40, size: 'max' }), async (commands) => {
      const browser = openModelBrowser()
      await browser.ready()
      await fc.asyncModelRun(() => ({ model: {}, real: browser }), commands)
      await browser.rest()
      expect(browser.faults()).toEqual([])
      for (const phase of browser.phases()) phases.add(phase)
    }),
    { numRuns },
  )
  // All but `reviewing`: the price stands still here.
  const every = Object.keys(attemptTransitions).filter((phase) => phase !== 'reviewing')
  expect([...phases].sort()).toEqual(every.sort())
}, 120_000)
