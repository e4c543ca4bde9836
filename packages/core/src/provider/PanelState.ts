import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { Presentation } from './Provider.ts'
import type { SessionState } from './ProviderSession.ts'

/** The panel of the selected method. */
export type PanelState =
  | { status: 'none' }
  /** Loading config, chunk or script; `method` is what was chosen. */
  | { status: 'loading' }
  /** `presentation: 'none'`: there is nothing to draw. */
  | { status: 'ready'; presentation: Presentation; session?: SessionState | undefined }
  | { status: 'error'; error: PaymentErrorData }
