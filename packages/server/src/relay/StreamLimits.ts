/** How many streams may be open at once. */
export interface StreamLimits {
  perSession: number
  perPayment: number
  perAddress: number
  /** In this process. */
  inAll: number
}

/** What is in the way of a stream: a limit, or that the process is about to end. */
export interface StreamRefusal {
  reason: 'draining' | 'process' | 'payment' | 'address'
  /** Seconds until it is worth trying again; those who are refused together come back one by one. */
  retryAfter: number
}
