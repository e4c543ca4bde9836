import type { MethodRef } from '../client/PaymentClient.ts'
import type { Purpose } from '../contract/loadedMethod.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import { endSession } from '../provider/endSession.ts'
import { loadOwnCode } from '../provider/loadOwnCode.ts'
import type { OpenedSession } from '../provider/openSession.ts'
import type { PanelChoice } from '../provider/PanelChoice.ts'
import type { ProviderModule } from '../provider/Provider.ts'
import type { ProviderEntry } from '../provider/ProviderEntry.ts'
import type { FlowContext } from './FlowContext.ts'
import type { Returned } from './readReturned.ts'

/** What continues an attempt on the page of return, where no screen of the first page is left. */
export interface ReturnScreen {
  current(): OpenedSession | undefined
  /** The code of the attempt's provider; `undefined` when this page does not know the provider. @throws PaymentError */
  loadModule(): Promise<ProviderModule | undefined>
  /** Makes a session that can do a step that is still open. @throws PaymentError */
  open(result: PaymentResult): Promise<void>
  close(): Promise<void>
}

/** Options of {@link createReturnScreen}. */
export interface ReturnScreenOptions {
  returned: Returned
  find(method: MethodRef, purpose: Purpose): ProviderEntry | undefined
  openSession(choice: PanelChoice, signal: AbortSignal): Promise<OpenedSession>
}

const purposes: readonly Purpose[] = ['resume', 'pay', 'pay-stored', 'setup']

/** Makes the screen of one return. */
export function createReturnScreen(
  { clock, signal, observe }: FlowContext,
  { returned, find, openSession }: ReturnScreenOptions,
): ReturnScreen {
  const { provider, method } = returned
  const entry = purposes.map((purpose) => find({ provider, method }, purpose)).find(Boolean)
  let opened: OpenedSession | undefined
  let isClosed = false
  return {
    current: () => (isClosed ? undefined : opened),
    async loadModule() {
      return await loadOwnCode('resume', provider, async () =>
        entry?.provider.load({ method, purpose: 'resume' }),
      )
    },
    async open({ paymentId, attemptId, state }) {
      if (opened || isClosed || !entry) return
      const own = state.attempts.find((attempt) => attempt.attemptId === attemptId)
      const amount = own?.amount ?? state.amounts.total
      const names = { method: { provider, method }, purpose: 'resume' } as const
      opened = await openSession({ entry, ...names, amount, paymentId, attemptId }, signal)
    },
    async close() {
      isClosed = true
      if (opened) await endSession(opened.session, clock, (error) => observe({ type: 'error', error }))
    },
  }
}
