import type { Contact } from '../contract/address.ts'
import type { ValidateRequest } from '../contract/request.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import type { OrderTerms } from '../provider/OrderTerms.ts'
import type { ChosenMethod } from './ChosenMethod.ts'
import type { FlowContext } from './FlowContext.ts'

/** What an order carries beside the method. */
export interface OrderInput {
  data: Record<string, unknown>
  /** @default what the terms say */
  store?: boolean | undefined
  contact?: Contact | undefined
  /** The consents at the press: a page may take its boxes away while the order is on its way. */
  pressed?: OrderTerms['consents'] | undefined
  /** Win over the terms. */
  consents?: Record<string, boolean> | undefined
  /** @default the quote of the chosen row */
  quote?: string | undefined
}

/**
 * What `validate` is sent: what the shopper sees now, whatever the list becomes later.
 *
 * @throws PaymentError `configuration` when there is no quote.
 */
export function orderRequest(
  { terms, locale, attempt }: Pick<FlowContext, 'terms' | 'locale' | 'attempt'>,
  { method, stored, purpose }: ChosenMethod,
  input: OrderInput,
): ValidateRequest {
  const quote = input.quote ?? (purpose === 'pay-stored' ? stored?.quote : method.quote)
  if (quote === undefined) throw noQuote()
  const { consents, store } = terms.getState()
  const given = Object.entries({ ...input.pressed, ...consents }).map(
    ([name, consent]) => [name, consent.given] as const,
  )
  const agreed = { ...Object.fromEntries(given), ...input.consents }
  const isKept = input.store ?? (store || undefined)
  const view = attempt.view.getState()
  const supersede = view.phase === 'collecting' ? view.supersede : undefined
  return {
    ...{ provider: method.provider, method: method.method, purpose, data: input.data, quote, locale },
    ...(method.isStorable && purpose === 'pay' && isKept !== undefined ? { store: isKept } : {}),
    ...(purpose === 'pay-stored' && stored ? { storedMethodId: stored.id } : {}),
    ...(input.contact ? { contact: input.contact } : {}),
    ...(supersede === undefined ? {} : { supersede }),
    ...(Object.keys(agreed).length > 0 ? { consents: agreed } : {}),
  }
}

function noQuote(): PaymentError {
  return new PaymentError({
    message: 'placeOrder: the method has no quote; load the list inside a checkout.',
    code: 'configuration',
    retry: 'same',
    origin: 'page',
  })
}
