import type { PaymentOutcome } from '@payloom/core/contract'
import * as v from 'valibot'
import type { CompanyOrder } from '../CompanyOrder.ts'
import type { MethodTraits } from '../MethodTraits.ts'
import { bankTransferDetailsSchema, instructionDetailsSchema } from './plainDetails.ts'

/** One plain method: what it needs of the configuration, and what a shopper is answered. */
export interface PlainMethod {
  traits: MethodTraits
  details: v.GenericSchema
  /** What the order's coming means: `pending` when money is awaited now, `captured` when there is none to come. */
  fact?: 'pending' | 'captured'
  outcomeOf(order: CompanyOrder): PaymentOutcome
}

const traits: MethodTraits = { needs: 'nothing', isOffline: true, isStorable: false }

/** Placed with instructions; the money comes another way than through the checkout. */
const instructed: PlainMethod = {
  traits,
  details: instructionDetailsSchema,
  outcomeOf({ details }) {
    const { instructions } = v.parse(instructionDetailsSchema, details)
    return { outcome: 'pending', display: { kind: 'instructions', text: instructions } }
  },
}

const transferred: PlainMethod = {
  traits: { ...traits, isOffline: false },
  details: bankTransferDetailsSchema,
  fact: 'pending',
  outcomeOf({ details, reference, amount }) {
    const account = v.parse(bankTransferDetailsSchema, details)
    return { outcome: 'pending', display: { kind: 'bank-transfer', ...account, reference, amount } }
  },
}

const pickedUp: PlainMethod = {
  traits,
  details: v.optional(v.strictObject({})),
  outcomeOf: () => ({ outcome: 'complete' }),
}

/** Nothing is to be paid, so nothing is awaited. */
const free: PlainMethod = {
  ...pickedUp,
  traits: { ...traits, isOffline: false, isFree: true },
  fact: 'captured',
}

/** The methods without a company, by code. */
export const plainMethods: ReadonlyMap<string, PlainMethod> = new Map([
  ['cash', instructed],
  ['moneyorder', instructed],
  ['invoice', instructed],
  ['banktransfer', transferred],
  ['pickup', pickedUp],
  ['free', free],
])
