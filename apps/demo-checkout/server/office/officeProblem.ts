import { formatMoney } from '@payloom/core/contract'
import type { OrderUpdateError } from '@payloom/server'
import { ShopProblem } from '../http/shopProblem.ts'

/** Fields of the office's forms, by the member of an order update that each fills. */
const fields: ReadonlyMap<string, { name: string; words: string }> = new Map([
  ['tracking.name', { name: 'carrier', words: 'Enter the carrier in one line of at most 200 characters.' }],
  ['tracking.number', { name: 'number', words: 'Enter the number in one line of at most 200 characters.' }],
  ['refund.amount.value', { name: 'amount', words: 'Enter an amount of more than nothing.' }],
])

/** The refusal of an order update in the words of the office's page, with the field that is to be mended. */
export function officeProblem({ code, field, refundable }: OrderUpdateError): ShopProblem {
  const amount = { field: 'amount' }
  const left = refundable && formatMoney(refundable, 'en')
  switch (code) {
    case 'nothing-to-refund':
      return new ShopProblem(409, code, 'Nothing is left to refund.', amount)
    case 'refund-too-large':
      return new ShopProblem(409, code, `That is more than the ${left} that is left.`, amount)
    case 'currency-mismatch':
      return new ShopProblem(409, code, `The order was paid in ${refundable?.currency}.`, amount)
    case 'unknown-payment':
      return new ShopProblem(409, code, 'Nobody has tried to pay this order here.')
    case 'update-id-reused':
      return new ShopProblem(
        409,
        code,
        'This press stood for something else. Reload the page, and look first.',
      )
    default: {
      const wrong = fields.get(field ?? '')
      return new ShopProblem(400, code, wrong?.words ?? 'This cannot be told.', { field: wrong?.name })
    }
  }
}
