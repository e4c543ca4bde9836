import type { Method } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import type { StoredMethod } from '../contract/storedMethod.ts'
import type { PanelState } from './PanelState.ts'
import type { Presentation } from './Provider.ts'

/** What is selected now. `method` is the row of the newest list, so its total is the one that will be paid. */
export interface Selection {
  /** Absent while nothing is chosen. */
  method?: Method | undefined
  /** The stored method that was chosen; `method` is the row that it is paid by. */
  stored?: StoredMethod | undefined
  /** What the method was chosen for. */
  purpose?: 'pay' | 'pay-stored' | 'setup' | undefined
  /** Who draws the way to pay; known before the panel is loaded. */
  presentation?: Presentation | undefined
  /** Total of the payment that the list belongs to, without any surcharge. */
  total?: Money | undefined
  /** What is left of the total after the parts that are paid. */
  due?: Money | undefined
  /** Whether the list belongs to a purchase or to the set-up of a stored method. */
  kind?: 'purchase' | 'setup' | undefined
  /** The payment that the list belongs to; absent outside a checkout. */
  paymentId?: string | undefined
  /** The list on the page is no longer true (a part was paid or taken off, a wallet's sheet changed the order): load it anew. Gone with the next list. */
  isListOutdated?: boolean | undefined
  /** Whether the panel of the choice loads, is drawn, or failed. */
  panel: PanelState
}
