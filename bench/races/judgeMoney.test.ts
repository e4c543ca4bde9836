import { expect, test } from 'vitest'
import type { Shown } from './browser/openTab.ts'
import { judgeMoney } from './judgeMoney.ts'
import type { BookedPayment } from './openRaceWorld.ts'

const booked = (
  reference: string,
  amounts: { captured?: number; refunded?: number; authorized?: number },
): BookedPayment => ({
  ...{ id: `pay_${reference}`, reference, method: 'card', status: 'succeeded', events: [] },
  authorizedAmount: { value: amounts.authorized ?? 0 },
  capturedAmount: { value: amounts.captured ?? 0 },
  refundedAmount: { value: amounts.refunded ?? 0 },
})
const shown = (totals: Record<string, Shown>) => new Map(Object.entries(totals))
const seen = shown({ a: { total: 1_050, surcharge: 50 }, b: { total: 1_000, surcharge: 0 } })

test('one payment at the amount that was seen is what an order should be', () => {
  expect(judgeMoney({ payments: [booked('a', { captured: 1_050 })], shown: seen, total: 1_000 })).toEqual({
    isDouble: false,
    isWrong: false,
    isReturned: false,
  })
})

test('two payments that are kept are double', () => {
  const payments = [booked('a', { captured: 1_050 }), booked('b', { captured: 1_000 })]
  expect(judgeMoney({ payments, shown: seen, total: 1_000 })).toMatchObject({ isDouble: true })
  expect(judgeMoney({ payments, shown: seen, total: undefined })).toMatchObject({ isDouble: true })
})

test('a second success that was given back is told, and is not double', () => {
  const payments = [booked('a', { captured: 1_050, refunded: 1_050 }), booked('b', { captured: 1_000 })]
  expect(judgeMoney({ payments, shown: seen, total: 1_000 })).toEqual({
    ...{ isDouble: false, isWrong: false, isReturned: true },
  })
})

test('an order that was given back in part is still double', () => {
  const payments = [booked('a', { captured: 1_050, refunded: 1_049 }), booked('b', { captured: 1_000 })]
  expect(judgeMoney({ payments, shown: seen, total: 1_000 })).toMatchObject({ isDouble: true })
})

test('a total that was paid in two parts, each as it was seen, is one order', () => {
  const payments = [booked('a', { captured: 1_050 }), booked('b', { captured: 1_000 })]
  expect(judgeMoney({ payments, shown: seen, total: 2_000 })).toMatchObject({ isDouble: false })
})

test('an amount that nobody saw is wrong, whether it is taken, held, or was given back', () => {
  for (const amounts of [{ captured: 1_051 }, { authorized: 1_051 }, { captured: 1_049, refunded: 1_049 }]) {
    expect(
      judgeMoney({ payments: [booked('a', amounts)], shown: seen, total: 1_000 }),
      JSON.stringify(amounts),
    ).toMatchObject({ isWrong: true })
  }
  const stranger = [booked('nobody pressed', { captured: 1_000 })]
  expect(judgeMoney({ payments: stranger, shown: seen, total: 1_000 })).toMatchObject({ isWrong: true })
})
