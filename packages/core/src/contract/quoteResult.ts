import * as v from 'valibot'
import { type Money, moneySchema } from './money.ts'
import { type OrderIssue, orderIssueSchema } from './problem.ts'

/** One line of a total, as a wallet's sheet shows it. */
export interface LineItem {
  /** As the shopper reads it. */
  label: string
  /** Minor units. */
  amount: Money
}

/** One way of shipping. */
export interface ShippingOption {
  /** The shop's own; comes back as `shippingOptionId`. */
  id: string
  /** As the shopper reads it. */
  label: string
  /** One more line, e.g. when it arrives. */
  detail?: string | undefined
  /** What it costs, in minor units. */
  amount: Money
}

/** The answer of `loadQuote`. */
export interface QuoteResult {
  /** Opaque; sent back with `validate`. */
  quote: string
  /** What the shopper would pay now. */
  total: Money
  /** What the total is made of. */
  lineItems: LineItem[]
  /** The ways of shipping to the address. */
  shippingOptions: ShippingOption[]
  /** What the shop found wrong with the choice; empty when nothing. */
  errors: OrderIssue[]
}

/** Valibot schema of a {@link QuoteResult}. */
export const quoteResultSchema: v.GenericSchema<unknown, QuoteResult> = v.object({
  quote: v.string(),
  total: moneySchema,
  lineItems: v.fallback(v.array(v.object({ label: v.string(), amount: moneySchema })), []),
  shippingOptions: v.fallback(
    v.array(
      v.object({
        id: v.string(),
        label: v.string(),
        detail: v.exactOptional(v.string()),
        amount: moneySchema,
      }),
    ),
    [],
  ),
  errors: v.fallback(v.array(orderIssueSchema), []),
})
