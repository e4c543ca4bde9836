import { type PaymentState, type PaymentStatusMessage, paymentStateSchema } from '@payloom/core/contract'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type CompanyModel, createCompanyModel } from '../companyModel.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { createModelCart, createModelShop, type ModelShop } from '../modelShop.fixture.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, eur, openTestShop } from '../testShop.fixture.ts'

const context = { request: new Request('https://shop.example') }
const key = { tenant: 'shop', paymentId: 'cart-1' }

/** `captured 2 30`: what happened, to which attempt, minutes after ten, and how much in minor units. */
function messageOf(text: string): PaymentStatusMessage {
  const [kind = '', serial = '1', minute = '0', value] = text.split(' ')
  return {
    ...{ orderId: 'cart-1', status: kind, kind, attemptId: attemptId(Number(serial)) },
    ...{ factId: text.replaceAll(' ', '-'), messageId: `m-${text.replaceAll(' ', '-')}` },
    providerTime: `2026-11-22T10:${minute.padStart(2, '0')}:00Z`,
    ...(value === undefined ? {} : { amount: eur(Number(value)) }),
  }
}

function* permutations<T>(all: readonly T[]): Generator<T[]> {
  if (all.length === 0) yield []
  for (const [index, first] of all.entries()) {
    for (const rest of permutations(all.toSpliced(index, 1))) yield [first, ...rest]
  }
}

async function pay({ service }: ModelShop, serial: number): Promise<void> {
  const { methods } = await service.loadMethodList(context, { payment: 'cart-1' })
  const request = { provider: 'sandbox', method: 'card', purpose: 'pay', data: {} } as const
  await service.validate(context, {
    ...{ paymentId: 'cart-1', attemptId: attemptId(serial), ...request },
    quote: methods[0]?.quote ?? '',
  })
}

/** The states that a payment has after each message, by a service of its own over a store of its own. */
async function statesOf(
  attempts: readonly ('waits' | 'declines')[],
  messages: readonly string[],
): Promise<PaymentState[]> {
  const [company, clock] = [createCompanyModel(), createManualClock()]
  const store = createSqliteStore({ path: ':memory:', now: () => clock.now() })
  const shop = createModelShop({ company, clock, store })
  shop.carts.set('cart-1', createModelCart('cart-1', 'v1', 2000))
  const states: PaymentState[] = []
  for (const [index, verdict] of attempts.entries()) {
    company.verdictOf = (): ReturnType<CompanyModel['verdictOf']> => verdict
    await pay(shop, index + 1)
  }
  for (const text of messages) {
    await shop.deliver(messageOf(text))
    states.push(await shop.service.readStatus(context, key))
  }
  await shop.service.close()
  await store.close()
  return states
}

/** Once money has come, nothing older takes it back. */
const neverBack: Readonly<Record<string, readonly string[]>> = {
  // A refund that is told before its capture leaves less than the total, for as long as that is all that is known.
  authorized: ['authorized', 'partially_paid', 'paid', 'canceled', 'partially_refunded', 'refunded'],
  paid: ['paid', 'partially_refunded', 'refunded'],
  partially_refunded: ['partially_refunded', 'refunded'],
  refunded: ['refunded'],
}

describe('whatever comes in whatever order', () => {
  const waits = ['waits'] as const
  test.each<[string, readonly ('waits' | 'declines')[], string[], string]>([
    [
      'late news of the past after money (H5)',
      waits,
      ['captured 1 1 2000', 'pending 1 0', 'opened 1 0', 'failed 1 30'],
      'paid',
    ],
    [
      'pending after an authorisation (H5)',
      waits,
      ['authorized 1 1 2000', 'opened 1 2', 'pending 1 3'],
      'authorized',
    ],
    [
      'the first attempt fails long after the second has paid (H6)',
      ['declines', 'waits'],
      ['failed 1 30', 'captured 2 1 2000', 'expired 1 45'],
      'paid',
    ],
    ['failed, then paid after all (H7)', waits, ['failed 1 1', 'captured 1 2 2000', 'canceled 1 0'], 'paid'],
    ['paid, then a failure that is told later (H7)', waits, ['captured 1 1 2000', 'failed 1 2'], 'paid'],
    ['authorized, then voided (H8)', waits, ['authorized 1 1 2000', 'voided 1 2', 'pending 1 0'], 'canceled'],
    [
      'paid, then refunded three times (H8)',
      waits,
      ['captured 1 1 2000', 'refunded 1 2 500', 'refunded 1 3 500', 'refunded 1 4 1000'],
      'refunded',
    ],
    [
      'paid, then refunded in part (H8)',
      waits,
      ['authorized 1 0 2000', 'captured 1 1 2000', 'refunded 1 2 500'],
      'partially_refunded',
    ],
  ])('%s', async (_, attempts, messages, status) => {
    const ends = new Set<string>()
    for (const order of permutations(messages)) {
      const states = await statesOf(attempts, [...order, order[0] ?? ''])
      const end = states.at(-1) as PaymentState
      for (const [index, { status: now }] of states.entries()) {
        const before = states[index - 1]?.status ?? ''
        expect(neverBack[before] ?? [now], `${before} → ${now} by ${order.join(', ')}`).toContain(now)
      }
      ends.add(JSON.stringify([end.status, end.amounts, end.attempts.map((attempt) => attempt.status)]))
      expect(end.status).toBe(status)
    }
    expect(ends.size).toBe(1)
  })
})

describe('the stream says paid while an answer says failed', () => {
  const challenge = { outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1' } }
  const refusal = { outcome: 'failed', error: { code: 'declined', retry: 'same' } }
  const captured = { messageId: 'm-1', type: 'payment-status' as const, body: messageOf('captured 1 1 2000') }

  test.each(['before', 'after'] as const)(
    'money that is told %s the answer wins, in both (H9)',
    async (when) => {
      const shop = await openTestShop()
      const paid = () => expect.poll(async () => (await shop.status()).status).toBe('paid')
      shop.orchestrator.script('POST /payment', () => ({ id: 'pay_1', step: 1, outcome: challenge }))
      await shop.pay(1)
      shop.orchestrator.script('PUT /payment/*', async () => {
        if (when === 'before') {
          await shop.bus.publish(captured)
          await paid()
        }
        return { id: 'pay_1', step: 1, outcome: refusal }
      })
      const path = `/payments/cart-1/attempts/${attemptId(1)}`
      const answer = await shop.call<{ outcome: string; state: PaymentState }>('ada', `POST ${path}/update`, {
        step: 1,
        data: {},
      })
      if (when === 'after') await shop.bus.publish(captured)
      await paid()
      const state = v.parse(paymentStateSchema, await shop.status())
      expect(state).toMatchObject({ status: 'paid', settled: true, attempts: [{ status: 'paid' }] })
      expect(state).not.toHaveProperty('error')
      if (when === 'before')
        expect(answer.body).toMatchObject({ outcome: 'complete', state: { status: 'paid' } })
      expect(answer.body.state.revision.seq).toBeLessThanOrEqual(state.revision.seq)
      const read = await shop.call<{ outcome: string }>('ada', `GET ${path}`)
      expect(read.body.outcome).toBe('complete')
      await shop.close()
    },
  )
})
