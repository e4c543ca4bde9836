import * as v from 'valibot'
import { type Money, moneySchema } from './money.ts'
import { type OrderIssue, orderIssueSchema } from './problem.ts'

/** One line of a total, as a wallet's sheet shows it. */
export interface LineItem {
  label: string
  amount: Money
}

/** One way of shipping. */
export interface ShippingOption {
  id: string
  label: string
  detail?: string | undefined
  amount: Money
}

/** The answer of `loadQuote`. */
export interface QuoteResult {
  quote: string
  total: Money
  lineItems: LineItem[]
  shippingOptions: ShippingOption[]
  errors: OrderIssue[]
}

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
