import type { Company } from './company.ts'
import { expirePayment } from './expirePayment.ts'

/** Ends pending payments when their time has come. */
export interface ExpiryWorker {
  /** Looks again as soon as what runs now is done, be it a transaction. */
  wakeSoon(): void
  close(): void
}

/** Starts the worker; what fell due while nobody looked ends now. */
export function openExpiryWorker(company: Company): ExpiryWorker {
  const { store, clock } = company
  let forgetTimer = (): void => undefined
  let closed = false
  const wake = (): void => {
    forgetTimer()
    const now = clock.now()
    store.transaction(() => {
      for (const payment of store.payments.expiring()) {
        if ((payment.expiresAt ?? 0) > now) break
        expirePayment(company, payment)
      }
    })
    const next = store.payments.expiring()[0]?.expiresAt
    // A timer that is set for longer than 2^31 ms fires at once; seven days is the longest there is.
    if (next !== undefined) forgetTimer = clock.after(next - now, wake)
  }
  wake()
  return {
    wakeSoon() {
      forgetTimer()
      if (!closed) forgetTimer = clock.after(0, wake)
    },
    close() {
      closed = true
      forgetTimer()
    },
  }
}
