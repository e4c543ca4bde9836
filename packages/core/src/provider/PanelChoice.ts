import type { Method } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import type { ProviderEntry } from './ProviderEntry.ts'

/** What a panel is opened for. */
export interface PanelChoice {
  entry: ProviderEntry
  method: Method
  /** What the shopper would pay by the method now. */
  amount: Money
  /** Absent: the session's cart. */
  paymentId?: string | undefined
}
