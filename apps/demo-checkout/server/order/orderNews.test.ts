import type { PaymentState } from '@payloom/core/contract'
import { expect, test } from 'vitest'
import { orderNews } from './orderNews.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const state = (refunded: number, kinds: string[]): PaymentState => ({
  ...{ paymentId: 'pm_1', status: 'paid', settled: true, updatedAt: '2026-11-22T10:00:00.000Z' },
  revision: { epoch: 1, seq: 1 },
  amounts: {
    ...{ total: eur(100), authorized: eur(0), captured: eur(100), chargedBack: eur(0) },
    refunded: eur(refunded),
  },
  ...{ attempts: [], history: [] },
  fulfilment: kinds.map((kind) => ({ kind, at: '2026-11-22T10:00:00.000Z' })),
})

test('a list of orders tells of parcels that have left, and of money that went back', () => {
  expect(orderNews(state(0, ['tracking_added']))).toEqual({ isShipped: false })
  expect(orderNews(state(50, ['shipped']))).toEqual({ isShipped: true, refunded: eur(50) })
  expect(orderNews(undefined)).toEqual({ isShipped: false })
})
