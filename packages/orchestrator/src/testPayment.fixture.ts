/** What a payment has before any money moves. */
export function nothingMoved(
  currency: string,
): Pick<TestPayment, 'authorizedAmount' | 'capturedAmount' | 'refundedAmount'> {
  const nothing = { value: 0, currency }
  return { authorizedAmount: nothing, capturedAmount: nothing, refundedAmount: nothing }
}

/** A payment as the company of these tests keeps it. */
export interface TestPayment {
  id: string
  reference: string
  method: string
  amount: { value: number; currency: string }
  status: string
  authorizedAmount: { value: number; currency: string }
  capturedAmount: { value: number; currency: string }
  refundedAmount: { value: number; currency: string }
  action?: { id: string; type: string; url?: string }
  redirect?: { url: string; method: string; fields: { name: string; value: string }[] }
  display?: Record<string, unknown>
  expiresAt?: string
  stored?: { id: string; brand: string; last4: string; expiry: string; needsCvc: boolean }
  /** The card that is stored once the challenge is over. */
  storing?: TestPayment['stored']
  /** What a gift card holds. */
  held?: number
  due?: { value: number; currency: string }
  error?: { code: string }
  createdAt: string
  events: { id: string; type: string; amount?: { value: number; currency: string }; createdAt: string }[]
}
