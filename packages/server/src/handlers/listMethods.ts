import {
  type Method,
  type Money,
  MoneyError,
  type PaymentMethodInstance,
  type StoredMethod,
  type UnavailableMethod,
} from '@payloom/core/contract'
import type { Access } from '../orders/Authorize.ts'
import type { Quotes } from '../payment/createQuotes.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { callOrchestrator } from './callOrchestrator.ts'
import { loadPayload } from './loadPayload.ts'
import type { ResolvedPayable } from './resolvePayable.ts'
import type { ServiceContext } from './ServiceContext.ts'
import { type ListedFor, toMethod } from './toMethod.ts'

const mostRows = 500

/** The payment that is listed for. */
export interface ListRequest {
  access: Access
  key: PaymentKey
  payable: ResolvedPayable
  due: Money
  locale?: string | undefined
  wallets?: string[] | undefined
}

/** The rows of a method list. */
export interface ListedMethods extends ListedRows {
  stored: StoredMethod[]
}

/** Rows that were read, and what could not be. */
export interface ListedRows {
  methods: Method[]
  unavailable: UnavailableMethod[]
}

/** Asks the orchestrator for a payment's methods and gives each its total and quote. */
export async function listMethods(service: ServiceContext, request: ListRequest): Promise<ListedMethods> {
  const { access, key, payable, due, locale, wallets } = request
  const quotes = await service.quotes()
  const answer = await callOrchestrator(service.orchestrator(access.tenant), (client) =>
    client.loadMethods({
      ...loadPayload(access, payable, due, locale),
      ...(wallets && wallets.length > 0 ? { wallets } : {}),
    }),
  )
  const listed = listedFor(quotes, key, payable, due)
  const rows = readInstances(answer.methods, due.currency, listed)
  const offered = rows.methods.filter((method) => isOfferedFor(payable, due, method))
  const isGuest = access.customerId === undefined
  // A guest has no account to keep a method in, so nobody is asked whether to.
  const methods = isGuest ? offered.map((method) => ({ ...method, isStorable: false })) : offered
  return {
    methods,
    // Guests have stored nothing, and a set-up is not paid by what is stored.
    stored: isGuest || payable.kind === 'setup' ? [] : quoteStored(answer.stored, methods, listed),
    unavailable: [...answer.unavailable, ...rows.unavailable],
  }
}

/**
 * A set-up is for what can be stored; a purchase of nothing needs no company, so there is one way to place it. Once a part is held, its
 * rest is not paid outside the checkout, nor by a method without a company: nobody would tell when to take the part.
 */
export function isOfferedFor(
  { kind, total }: ResolvedPayable,
  due: Money,
  { provider, method, isStorable, isOffline }: Method,
): boolean {
  if (kind === 'setup') return isStorable
  if ((isOffline || provider === 'plain') && due.value < total.value) return false
  return total.value !== 0 || (provider === 'plain' && method === 'free')
}

/** Stored rows of methods that are offered, each with the price of its method and a quote that is good for it alone. */
function quoteStored(
  stored: readonly StoredMethod[],
  methods: readonly Method[],
  { quote }: ListedFor,
): StoredMethod[] {
  return stored.slice(0, mostRows).flatMap((row) => {
    const offered = methods.find(({ provider, method }) => provider === row.provider && method === row.method)
    if (!offered?.total) return []
    return [{ ...row, quote: quote(offered, offered.total, offered.surcharge?.amount.value ?? 0, row.id) }]
  })
}

/** Rows for a list; a method whose figures cannot be converted exactly is unavailable, the others stay. */
export function readInstances(
  instances: readonly PaymentMethodInstance[],
  currency: string,
  listed?: ListedFor,
): ListedRows {
  const methods: Method[] = []
  const unavailable: UnavailableMethod[] = []
  for (const instance of instances.slice(0, mostRows)) {
    try {
      methods.push(toMethod(instance, currency, listed))
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error
      unavailable.push({ provider: instance.provider, method: instance.method, reason: 'provider-error' })
    }
  }
  return { methods, unavailable }
}

/** Binds a method's quote to the payment, the order's version and the total that is shown. */
export function listedFor(quotes: Quotes, key: PaymentKey, payable: ResolvedPayable, due: Money): ListedFor {
  return {
    due,
    quote: (method, amount, surcharge, storedMethodId) =>
      quotes.issue(key, {
        provider: method.provider,
        method: method.method,
        version: payable.version,
        amount,
        surcharge,
        isOffline: method.isOffline,
        title: method.title,
        storedMethodId,
      }),
  }
}
