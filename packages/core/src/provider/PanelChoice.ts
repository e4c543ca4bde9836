import type { MethodRef } from '../client/PaymentClient.ts'
import type { Purpose } from '../contract/loadedMethod.ts'
import type { Method } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import type { ProviderEntry } from './ProviderEntry.ts'

/** What a session is opened for. */
export interface PanelChoice {
  entry: ProviderEntry
  /** The method's row in the list; by its codes alone where there is no list. */
  method: Method | MethodRef
  purpose: Purpose
  /** What the shopper would pay by the method now. */
  amount: Money
  /** Absent: the session's cart. */
  paymentId?: string | undefined
  storedMethodId?: string | undefined
  /** The attempt that is continued, with the purpose `resume`. */
  attemptId?: string | undefined
}
