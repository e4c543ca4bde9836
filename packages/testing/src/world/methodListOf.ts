import type { MethodList } from '@payloom/core/contract'
import { dueOf, listedMethods, paidParts, quoteOf } from './listedMethods.ts'
import type { WorldState } from './WorldState.ts'

const reasons = [
  'currency',
  'country',
  'below-minimum',
  'above-maximum',
  'disabled',
  'provider-error',
  'wallet-unsupported',
] as const

/** The answer of `loadMethodList`. */
export function methodListOf(state: WorldState): MethodList {
  const { scenario, paymentId, total, version } = state
  const isSetup = scenario === 'setup'
  const orderId = orderOf(state)
  return {
    payment: {
      paymentId,
      kind: isSetup ? 'setup' : 'purchase',
      ...(orderId === undefined ? {} : { orderId }),
      version: String(version),
      total,
      due: dueOf(state),
      parts: paidParts(state),
    },
    methods: listedMethods(state),
    stored: isSetup
      ? []
      : state.stored.map((stored) => ({ ...stored, quote: `${quoteOf(state, stored)}-${stored.id}` })),
    unavailable:
      scenario === 'unavailable-reasons'
        ? reasons.map((reason) => ({ provider: 'sandbox', method: reason, reason }))
        : [],
  }
}

/** The shop's order: there is one from the first attempt on. */
export function orderOf({ attempts, scenario }: WorldState): string | undefined {
  return attempts.length > 0 && scenario !== 'setup' ? 'order-1' : undefined
}
