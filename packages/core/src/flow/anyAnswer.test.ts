import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AttemptPhase } from '../attempt/AttemptView.ts'
import { attemptState, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { PaymentOutcome, PaymentResult } from '../contract/paymentResult.ts'
import type { ActionOutcome } from '../provider/ProviderSession.ts'
import { lostAnswer, openPlacing, refusal } from './placing.fixture.ts'

const total = { value: 2549, currency: 'EUR' }
const step = { type: 'scripted.step' }
const outcomes: PaymentOutcome[] = [
  { outcome: 'complete' },
  { outcome: 'pending' },
  { outcome: 'pending', display: { kind: 'await' } },
  { outcome: 'redirect', url: 'https://bank.example/', method: 'GET', fields: [] },
  { outcome: 'action', action: step },
  { outcome: 'action', action: { type: 'evil.step' } },
  { outcome: 'partial', due: total },
  { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
  { outcome: 'canceled' },
  { outcome: 'expired' },
]
const codes = ['already-paid', 'attempt-in-progress', 'amount-changed', 'order-invalid', 'session-expired']
const later = ['unknown-attempt', 'attempt-burnt', 'idempotency-mismatch', 'rate-limited', 'of-next-year']
const anyStatus = fc.constantFrom('open', 'pending', 'paid', 'failed', 'partially_paid', 'refunded', 'odd')

const anyState = fc
  .record({ status: anyStatus, own: anyStatus, live: fc.boolean(), settled: fc.boolean() })
  .map(({ own, live, ...rest }) => ({ ...rest, attempts: [attemptState({ status: own, live })] }))
const anyResult = fc.record({ outcome: fc.constantFrom(...outcomes), state: anyState })
const anyAnswer = fc.oneof(
  { weight: 4, arbitrary: anyResult.map((made) => ({ kind: 'result' as const, ...made })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'lost' as const }) },
  {
    weight: 3,
    arbitrary: fc
      .record({ code: fc.constantFrom(...codes, ...later), isBroken: fc.boolean(), made: anyResult })
      .map((made) => ({ kind: 'refused' as const, ...made })),
  },
)
const anyAction: fc.Arbitrary<ActionOutcome> = fc.constantFrom<ActionOutcome>(
  { kind: 'details', data: {} },
  { kind: 'leaving' },
  { kind: 'canceled' },
  { kind: 'failed', error: { code: 'authentication_failed', retry: 'same' } },
)
const decided: AttemptPhase[] = ['idle', 'ready', 'succeeded', 'failed', 'canceled', 'expired', 'reviewing']

test('whatever the backend answers, an order is sent once, ends in a known phase and throws nothing', async () => {
  const anyScript = fc.record({
    answers: fc.array(anyAnswer, { minLength: 1, maxLength: 12 }),
    actions: fc.array(anyAction, { minLength: 1, maxLength: 4 }),
    places: fc.integer({ min: 1, max: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(anyScript, async ({ answers, actions, places }) => {
      const { client, provider, clock, context, phases, place, events, closing } = await openPlacing()
      let next = 0
      const answer = ({ attemptId }: { attemptId: string }): PaymentResult => {
        const given = answers[next++ % answers.length]
        if (!given || given.kind === 'lost') throw lostAnswer()
        const { outcome, state } = given.kind === 'result' ? given : given.made
        const attempts = state.attempts.map((own) => ({ ...own, attemptId }))
        const result = paymentResult(outcome, { attemptId, state: paymentState({ ...state, attempts }) })
        if (given.kind === 'result') return result
        throw refusal(given.code, {
          ...{ status: given.isBroken ? 500 : 409, state: result.state, result, methods: [], total },
        })
      }
      for (const name of ['validate', 'readAttempt', 'updatePayment', 'cancelPayment'] as const) {
        client.answer(name, answer)
      }
      let done = 0
      provider.script.perform = async () => actions[done++ % actions.length] as ActionOutcome
      for (let index = 0; index < places; index++) {
        let outcome: unknown
        void place().then((value) => {
          outcome = value
        })
        await clock.advance(60_000)
        expect(outcome).toBeDefined()
      }
      await clock.advance(20 * 60_000)
      closing.abort()
      await clock.advance(0)

      const sent = client.requests('validate')
      expect(sent.length).toBeLessThanOrEqual(places)
      expect(new Set(sent.map(({ attemptId }) => attemptId)).size).toBe(sent.length)
      expect(new Set(sent.map(({ data }) => data.token)).size).toBe(sent.length)
      const { phase } = context.attempt.view.getState()
      expect([...decided, 'confirming', 'acting']).toContain(phase)
      if (phases.includes('succeeded')) expect(phase).toBe('succeeded')
      // A press while the outcome is open is illegal and reported; the flow itself never asks for what the table forbids.
      const illegal = events.filter((event) => event.type === 'illegal-transition' && event.event !== 'place')
      expect(illegal).toEqual([])
    }),
    { numRuns: 300 },
  )
})
