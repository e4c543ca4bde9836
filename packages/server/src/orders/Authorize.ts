/**
 * What a caller wants to do: `browse` (a product page, the account: no payment), `list` (see a payment's methods), `pay`, `update`
 * (an attempt under way), `read` (a payment's status), `account` (stored methods, set-ups).
 */
export type AccessNeed = 'browse' | 'list' | 'pay' | 'update' | 'read' | 'account'

/** Who is calling, and for which payment. */
export interface Access {
  /** Two tenants never see each other's payments, whatever their ids. */
  tenant: string
  /** The session: what {@link Orders.resolve} is given, and what limits are counted by. */
  subject: string
  /** Absent for guests, who can store nothing. */
  customerId?: string | undefined
  /** The payment that was named, else the session's cart; `null` when there is none. */
  paymentId: string | null
  /** `resume`: known by a return token alone. */
  via: 'session' | 'resume'
}

/**
 * Decides who may do what; asked at every call, at every opening of a stream, and again while a stream is open.
 *
 * @param ref the payment that is asked for; without it the session's cart is meant.
 * @returns `null` for "no" (the browser gets the same 404 as for an unknown payment), `'expired'` for a session that has ended (401).
 */
export type Authorize = (
  request: Request,
  need: AccessNeed,
  ref?: { paymentId: string },
) => Promise<Access | null | 'expired'>
