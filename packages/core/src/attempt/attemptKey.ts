/** Where the id of a payment's attempt is kept over a reload, until its outcome is known. */
export function attemptKey(paymentId: string): string {
  return `payloom.attempt.${paymentId}`
}
