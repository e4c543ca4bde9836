/** What is true of a method whatever the configuration says. */
export interface MethodTraits {
  /** `nothing`: payable without a provider's component in the browser. */
  needs: 'component' | 'nothing'
  /** Paid outside the checkout, on delivery for instance. */
  isOffline: boolean
  /** It can be kept for a customer, and be set up without a purchase. */
  isStorable: boolean
  /** The method of orders that cost nothing, and of no other. @default false */
  isFree?: boolean
  /** Its own sheet asks for contact data. @default false */
  collectsContact?: boolean
  /** It may hold less than it was asked for; another attempt pays the rest, and then the held part is captured. @default false */
  takesPart?: boolean
  /** Members of an order's `data` that can be guessed, such as a PIN: whatever is derived of them is made hard to guess. @default [] */
  secrets?: readonly string[]
}
