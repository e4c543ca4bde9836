import type { Method } from '../contract/methodList.ts'
import type { StoredMethod } from '../contract/storedMethod.ts'

/** What an order is placed by, as the newest list shows it. */
export interface ChosenMethod {
  method: Method
  /** Chosen instead of the method's own form. */
  stored?: StoredMethod | undefined
  purpose: 'pay' | 'pay-stored' | 'setup'
  /** The payment that the list belongs to. */
  paymentId: string
}
