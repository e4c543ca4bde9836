/** One thing that the page asks the shopper to agree to. */
export interface Consent {
  /** Whether the shopper agreed. */
  given: boolean
  /** Without it no order is sent. */
  isRequired: boolean
}

/** What the page asks beside the method. */
export interface OrderTerms {
  /** By name; sent with the order. */
  consents: Readonly<Record<string, Consent>>
  /** Whether the shopper wants the method to be kept. */
  store: boolean
  /** The shopper tried to order while a required consent was missing. */
  isAsked: boolean
}
