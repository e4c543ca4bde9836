/** The documented JSON configuration: which methods are offered, to whom, and at what price. Amounts are major-unit numbers. */
export interface Configuration {
  providers: ProviderConfiguration[]
}

/** One payment company. Its countries and currencies limit those of its methods. */
export interface ProviderConfiguration {
  providerId: string
  /** @default true */
  enabled: boolean
  /** ISO 3166 codes of the billing address, or `*`. @default ['*'] */
  countries: string[]
  /** ISO 4217 codes, or `*`. @default ['*'] */
  currencies: string[]
  methods: MethodConfiguration[]
}

/** One way to pay. */
export interface MethodConfiguration {
  methodId: string
  /** @default true */
  enabled: boolean
  config: MethodSettings
}

/** When a method is offered, and at what price. */
export interface MethodSettings {
  title: string
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
  countries: string[]
  sortOrder: number
}

/** What paying by the method costs on top in these countries. */
export interface SurchargeRule {
  countries: string[]
  /** Of the total, half up to the minor unit, without the fixed part. */
  percentage?: number | undefined
  /** An entry that names the currency beats `*`. */
  fixed?: { currency: string; amount: number }[] | undefined
}

/** The totals that the method takes in this currency, both ends included. */
export interface AmountRule {
  currency: string
  min?: number | undefined
  max?: number | undefined
}
