import type { Method } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import type { PanelState } from './PanelState.ts'

/** What is selected now. `method` is the row of the newest list, so its total is the one that will be paid. */
export interface Selection {
  method?: Method | undefined
  /** Total of the payment that the list belongs to, without any surcharge. */
  total?: Money | undefined
  paymentId?: string | undefined
  panel: PanelState
}
