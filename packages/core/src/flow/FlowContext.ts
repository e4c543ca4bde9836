import type { AttemptStore } from '../attempt/createAttemptStore.ts'
import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import type { Clock } from '../client/Clock.ts'
import type { PaymentClient } from '../client/PaymentClient.ts'
import type { Method } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import type { Redirect } from '../contract/nextStep.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import type { ChallengeDialog } from '../provider/createChallengeHost.ts'
import type { Panel } from '../provider/createPanel.ts'

/** What placing an order works with; one per checkout. */
export interface FlowContext {
  client: PaymentClient
  attempt: AttemptStore
  panel: Pick<Panel, 'current' | 'hold'>
  challenge: Pick<ChallengeDialog, 'lend'>
  /** The chosen method as the newest list shows it, and the payment that the list belongs to. */
  selected(): { method: Method; paymentId: string } | undefined
  applyStatus(state: PaymentState): void
  /** Takes a changed total into the newest list. @returns what the shopper would pay now. */
  applyChange(change: { methods?: Method[] | undefined; total?: Money | undefined }): Money | undefined
  createAttemptId(): string
  clock: Clock
  locale: string
  isOnline(): boolean
  observe(event: CheckoutEvent): void
  /** Aborts when the checkout closes. What was sent stays sent. */
  signal: AbortSignal
  /** Leaves the page for a redirect that was checked. Absent: nobody waits, so an attempt that asks for one is ended. */
  navigate?: ((redirect: Redirect) => void) | undefined
  /** Origins that a redirect of a method without a provider may lead to. */
  redirectOrigins: readonly string[]
}
