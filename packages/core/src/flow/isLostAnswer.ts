import { isNetworkError, isProxyError } from '../errors/PaymentError.ts'

/** Whether an error leaves open what the server did: nothing came back, or the server itself broke. */
export function isLostAnswer(error: unknown): boolean {
  if (isNetworkError(error)) return true
  return isProxyError(error) && (error.details.status ?? 0) >= 500
}
