import {
  addMoney,
  type Money,
  moneyFromMajor,
  type Surcharge,
  type UnavailableMethod,
} from '@payloom/core/contract'
import type {
  AmountRule,
  Configuration,
  MethodConfiguration,
  MethodSettings,
  ProviderConfiguration,
} from '../configuration/Configuration.ts'
import type { Connector } from '../connectors/Connector.ts'
import type { MethodTraits } from '../connectors/MethodTraits.ts'
import { covers, mostSpecific } from './mostSpecific.ts'
import { surchargeOf } from './surchargeOf.ts'

/** What is to be paid, and where. */
export interface Purchase {
  /** Without surcharge. */
  total: Money
  /** Of the billing address. */
  country: string
  /** A `setup` keeps a method for a customer and takes nothing. @default 'purchase' */
  kind?: 'purchase' | 'setup' | undefined
}

/** A method that may be chosen, with its price. */
export interface OfferedMethod {
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** As configured. */
  settings: MethodSettings
  /** What paying by it costs on top; absent when nothing. */
  surcharge?: Surcharge | undefined
  /** Surcharge included. */
  total: Money
}

/** What the rules say about every configured method. */
export interface MethodVerdicts {
  /** In the order of the list. */
  offered: OfferedMethod[]
  /** The rest, each with its reason. */
  unavailable: UnavailableMethod[]
}

/** Who knows the traits of a provider's methods. */
export type MethodSource = Pick<Connector, 'provider' | 'methods'>

/**
 * Which methods are offered for a purchase, in which order and at what price: a pure function of the configuration and of what the
 * connectors say of their methods.
 */
export function evaluateMethods(
  configuration: Configuration,
  purchase: Purchase,
  connectors: Iterable<MethodSource>,
): MethodVerdicts {
  const verdicts: MethodVerdicts = { offered: [], unavailable: [] }
  const methodsOf = new Map([...connectors].map(({ provider, methods }) => [provider, methods]))
  for (const provider of configuration.providers) {
    for (const method of provider.methods) {
      const names = { provider: provider.providerId, method: method.methodId }
      // What is not meant for such a purchase is not missing either.
      if (!isMeantFor(purchase, methodsOf.get(names.provider)?.get(names.method))) continue
      const reason = reasonAgainst(provider, method, purchase)
      if (reason === undefined) verdicts.offered.push({ ...names, ...priceOf(method.config, purchase) })
      else verdicts.unavailable.push({ ...names, reason })
    }
  }
  verdicts.offered.sort((one, other) => orderOf(one, purchase) - orderOf(other, purchase))
  return verdicts
}

/** A set-up needs a storable method, an order that costs nothing a free one, and any other order one that is not free. */
function isMeantFor({ kind, total }: Purchase, traits: MethodTraits | undefined): boolean {
  if (kind === 'setup') return traits?.isStorable === true
  return (traits?.isFree ?? false) === (total.value === 0)
}

function reasonAgainst(
  provider: ProviderConfiguration,
  { enabled, config }: MethodConfiguration,
  { total, country }: Purchase,
): UnavailableMethod['reason'] | undefined {
  if (!provider.enabled || !enabled) return 'disabled'
  if (!covers(provider.currencies, total.currency) || !covers(config.currencies, total.currency)) {
    return 'currency'
  }
  if (!covers(provider.countries, country) || !covers(config.countries, country)) return 'country'
  // Limits are of what is paid.
  return total.value === 0 ? undefined : amountReason(config.minMaxAmounts, total)
}

function amountReason(
  rules: readonly AmountRule[],
  { value, currency }: Money,
): UnavailableMethod['reason'] | undefined {
  const rule = mostSpecific(rules, currency, (entry) => [entry.currency])
  if (rule?.min !== undefined && value < moneyFromMajor(rule.min, currency).value) return 'below-minimum'
  if (rule?.max !== undefined && value > moneyFromMajor(rule.max, currency).value) return 'above-maximum'
  return undefined
}

function priceOf(
  settings: MethodSettings,
  { total, country }: Purchase,
): Pick<OfferedMethod, 'settings' | 'surcharge' | 'total'> {
  const surcharge = total.value === 0 ? undefined : surchargeOf(settings.surcharge, total, country)
  return surcharge ? { settings, surcharge, total: addMoney(total, surcharge.amount) } : { settings, total }
}

/** Methods without an order come last, in the order of the configuration. */
function orderOf({ settings }: OfferedMethod, { country }: Purchase): number {
  return mostSpecific(settings.sortOrder, country, ({ countries }) => countries)?.sortOrder ?? 999
}
