/** The documented JSON configuration: which methods are offered, to whom, and at what price. Amounts are major-unit numbers. */
export interface Configuration {
  /** Each company at most once. */
  providers: ProviderConfiguration[]
}

/** One payment company. Its countries and currencies limit those of its methods. */
export interface ProviderConfiguration {
  /** Code of the provider. */
  providerId: string
  /** @default true */
  enabled: boolean
  /** ISO 3166 codes of the billing address, or `*`. @default ['*'] */
  countries: string[]
  /** ISO 4217 codes, or `*`. @default ['*'] */
  currencies: string[]
  /** What the shop offers by this company. */
  methods: MethodConfiguration[]
}

/** One way to pay. */
export interface MethodConfiguration {
  /** Code of the method, unique within its provider. */
  methodId: string
  /** @default true */
  enabled: boolean
  /** How it is offered: texts, countries, amounts, surcharges. */
  config: MethodSettings
}

/** When a method is offered, and at what price. */
export interface MethodSettings {
  /** The name that the shopper reads. */
  title: string
  /** One more line for the shopper, below the title. */
  description?: string | undefined
  /** URL of an image. */
  icon?: string | undefined
  /** @default ['*'] */
  currencies: string[]
  /** @default ['*'] */
  countries: string[]
  /** Low first; an entry that names the country beats `*`. @default 999 */
  sortOrder: SortOrderRule[]
  /** An entry that names the country beats `*`. */
  surcharge: SurchargeRule[]
  /** Inclusive, of the total without surcharge; an entry that names the currency beats `*`. */
  minMaxAmounts: AmountRule[]
  /** What only the method's connector understands, e.g. the texts of its instructions. */
  details?: unknown
}

/** Where the method stands in the list of these countries. */
export interface SortOrderRule {
  /** ISO 3166 alpha-2, of the billing address. */
  countries: string[]
  /** Lower stands first. */
  sortOrder: number
}

/** What paying by the method costs on top in these countries. */
export interface SurchargeRule {
  /** ISO 3166 alpha-2, of the billing address. */
  countries: string[]
  /** Of the total, half up to the minor unit, without the fixed part. */
  percentage?: number | undefined
  /** An entry that names the currency beats `*`. */
  fixed?: { currency: string; amount: number }[] | undefined
}

/** The totals that the method takes in this currency, both ends included. */
export interface AmountRule {
  /** ISO 4217, or `*` for every currency. */
  currency: string
  /** The least total that it takes, in major units. @default no limit */
  min?: number | undefined
  /** The greatest total that it takes, in major units. @default no limit */
  max?: number | undefined
}
