/** A stored method of a customer, with the company's name of it. */
export interface KeptMethod {
  /** `sm_` and 32 hexadecimal digits. */
  id: string
  customerId: string
  provider: string
  method: string
  /** The company's own name of it; never shown to a browser. */
  reference: string
  title: string
  brand?: string | undefined
  last4?: string | undefined
  /** `MM/YY`. */
  expiry?: string | undefined
  needsCvc: boolean
  /** Its customer deleted it, and the company has not forgotten it yet. @default false */
  isDeleted?: boolean | undefined
}
