import type { MethodRef } from '../client/PaymentClient.ts'

/** Whether two rows are of one method. */
export function isSameMethod(a: MethodRef, b: MethodRef): boolean {
  return a.provider === b.provider && a.method === b.method
}
