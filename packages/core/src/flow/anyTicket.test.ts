import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { attemptState, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { PaymentOutcome } from '../contract/paymentResult.ts'
import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import { listedMethod, methodList } from '../provider/methodList.fixture.ts'
import type { FlowTicket } from '../provider/ProviderContext.ts'
import { createScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { lostAnswer, openPlacing, refusal } from './placing.fixture.ts'

const total = { value: 2549, currency: 'EUR' }
const outcomes: PaymentOutcome[] = [
  { outcome: 'complete' },
  { outcome: 'pending' },
  { outcome: 'action', action: { type: 'scripted.step' } },
  { outcome: 'action', action: { type: 'evil.step' } },
  { outcome: 'redirect', url: 'https://bank.example/', method: 'GET', fields: [] },
  { outcome: 'partial', due: total },
  { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
  { outcome: 'canceled' },
]
const codes = ['already-paid', 'attempt-in-progress', 'amount-changed', 'order-invalid', 'unknown-attempt']
const anyAnswer = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(...outcomes).map((outcome) => ({ kind: 'result' as const, outcome })),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'lost' as const }) },
  { weight: 2, arbitrary: fc.constantFrom(...codes).map((code) => ({ kind: 'refused' as const, code })) },
)
const anyMove = fc.constantFrom('place', 'update', 'cancel', 'fail', 'finish', 'wait', 'change', 'begin')
const declined = new PaymentError({ message: 'x', code: 'declined', origin: 'provider' })

test('whatever the backend answers and whenever the sheet is closed, each press orders at most once and ends', async () => {
  const anyScript = fc.record({
    answers: fc.array(anyAnswer, { minLength: 1, maxLength: 10 }),
    moves: fc.array(anyMove, { minLength: 1, maxLength: 12 }),
  })
  await fc.assert(
    fc.asyncProperty(anyScript, async ({ answers, moves }) => {
      const provider = createScriptedProvider({ presentation: 'button' })
      const list = methodList([listedMethod({ collectsContact: true })])
      const { client, clock, context, events, phases, closing } = await openPlacing({ provider, list })
      let next = 0
      const answer = ({ attemptId }: { attemptId: string }) => {
        const given = answers[next++ % answers.length]
        if (given?.kind === 'result') {
          const state = paymentState({ attempts: [attemptState({ attemptId })] })
          return paymentResult(given.outcome, { attemptId, state })
        }
        if (given?.kind === 'refused')
          throw refusal(given.code, { status: 409, methods: list.methods, total })
        throw lostAnswer()
      }
      for (const name of ['validate', 'readAttempt', 'updatePayment', 'cancelPayment'] as const) {
        client.answer(name, answer)
      }
      client.answer('loadQuote', { quote: 'quote-2', total, lineItems: [], shippingOptions: [], errors: [] })
      const begin = (): FlowTicket | undefined => {
        try {
          return provider.sessions.at(-1)?.context.flow.begin()
        } catch (error) {
          expect(isPaymentError(error)).toBe(true)
          return undefined
        }
      }
      let begun = 0
      let ticket: FlowTicket | undefined
      const failures: unknown[] = []
      const settle = (promise: Promise<unknown> | undefined) =>
        promise?.catch((error) => failures.push(error))
      const play: Record<string, () => void> = {
        begin() {
          const fresh = begin()
          if (fresh) begun++
          ticket = fresh ?? ticket
        },
        place: () => void settle(ticket?.placeOrder({ data: {} })),
        update: () => void settle(ticket?.updatePayment({})),
        change: () => void settle(ticket?.shippingChanged?.({ shippingOptionId: 'express' })),
        cancel: () => ticket?.cancel(),
        fail: () => ticket?.fail(declined),
        finish: () => ticket?.finish(paymentResult({ outcome: 'complete' })),
        wait: () => {},
      }
      play.begin?.()
      for (const move of moves) {
        play[move]?.()
        if (move === 'wait') await clock.advance(20_000)
      }
      await clock.advance(61 * 60_000)
      expect(context.lock.isTaken).toBe(false)
      expect(failures.every(isPaymentError)).toBe(true)
      const sent = client.requests('validate')
      expect(sent.length).toBeLessThanOrEqual(begun)
      expect(new Set(sent.map(({ attemptId }) => attemptId)).size).toBe(sent.length)
      expect(events.filter(({ type }) => type === 'illegal-transition')).toEqual([])
      expect(['collecting', 'validating', 'acting']).not.toContain(phases.at(-1))
      closing.abort()
      await clock.advance(0)
    }),
    { numRuns: 200 },
  )
})
