import {
  type Method,
  type Money,
  MoneyError,
  type PaymentMethodInstance,
  type UnavailableMethod,
} from '@payloom/core/contract'
import type { Access } from '../orders/Authorize.ts'
import type { Payable } from '../orders/Payable.ts'
import type { Quotes } from '../payment/createQuotes.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import { callOrchestrator } from './callOrchestrator.ts'
import { loadPayload } from './loadPayload.ts'
import type { ServiceContext } from './ServiceContext.ts'
import { type ListedFor, toMethod } from './toMethod.ts'

/** The payment that is listed for. */
export interface ListRequest {
  access: Access
  key: PaymentKey
  payable: Payable
  due: Money
  locale?: string | undefined
  wallets?: string[] | undefined
}

/** The rows of a method list. */
export interface ListedMethods {
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
  const listed = readInstances(answer.methods, due.currency, listedFor(quotes, key, payable, due))
  return { methods: listed.methods, unavailable: [...answer.unavailable, ...listed.unavailable] }
}

/** Rows for a list; a method whose figures cannot be converted exactly is unavailable, the others stay. */
export function readInstances(
  instances: readonly PaymentMethodInstance[],
  currency: string,
  listed?: ListedFor,
): ListedMethods {
  const methods: Method[] = []
  const unavailable: UnavailableMethod[] = []
  for (const instance of instances.slice(0, 500)) {
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
export function listedFor(quotes: Quotes, key: PaymentKey, payable: Payable, due: Money): ListedFor {
  return {
    due,
    quote: (method, amount, surcharge) =>
      quotes.issue(key, {
        provider: method.provider,
        method: method.method,
        version: payable.version,
        amount,
        surcharge,
        isOffline: method.isOffline,
        title: method.title,
      }),
  }
}
