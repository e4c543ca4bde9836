import type { StoreApi } from 'zustand/vanilla'
import type { AttemptStore } from '../attempt/createAttemptStore.ts'
import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import type { Clock } from '../client/Clock.ts'
import type { AttemptRef, PaymentClient } from '../client/PaymentClient.ts'
import type { Money } from '../contract/money.ts'
import type { Redirect } from '../contract/nextStep.ts'
import type { PaymentResult } from '../contract/paymentResult.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import type { ChallengeDialog } from '../provider/createChallengeHost.ts'
import type { Panel } from '../provider/createPanel.ts'
import type { ListChange } from '../provider/createSelection.ts'
import type { OrderTerms } from '../provider/OrderTerms.ts'
import type { ChosenMethod } from './ChosenMethod.ts'
import type { OrderCheck } from './OrderCheck.ts'
import type { Withdrawals } from './Withdrawals.ts'

/** What placing an order works with: one per checkout and way to order. */
export interface FlowContext {
  client: PaymentClient
  attempt: AttemptStore
  panel: Pick<Panel, 'current' | 'hold' | 'refresh'>
  challenge: Pick<ChallengeDialog, 'lend'>
  selected(): ChosenMethod | undefined
  terms: StoreApi<OrderTerms>
  /** What every order has to pass. */
  checks: Iterable<{ check: OrderCheck }>
  /** A part of the payment is paid: the next one is chosen from a new list. */
  onPart(): void
  /** Tells the page that its list is no longer true. */
  outdateList(): void
  /** Taken while a provider's own button has its sheet open, whichever panel it stands in. */
  lock: { isTaken: boolean }
  /** Who is told when the shopper ends the attempt. */
  withdrawals: Withdrawals
  /** Makes what an action needs, where no session is left to do it. */
  openScreen?(result: PaymentResult): Promise<void>
  /** The order comes from a provider's own button, which continues its actions itself. */
  isOwnButton?: boolean
  applyStatus(state: PaymentState): void
  /** Takes a changed total into the newest list. @returns what the shopper would pay now. */
  applyChange(change: ListChange): Money | undefined
  createAttemptId(): string
  clock: Clock
  locale: string
  isOnline(): boolean
  /** Calls back when the browser is online again, or the page is looked at again. @returns what ends it. */
  onAwake(listener: () => void): () => void
  /** Whether no living tab holds an attempt. */
  isFree(attemptId: string): Promise<boolean>
  observe(event: CheckoutEvent): void
  /** Aborts when the checkout closes. What was sent stays sent. */
  signal: AbortSignal
  /** Leaves the page for a redirect that was checked. Absent: nobody waits, so an attempt that asks for one is ended. */
  navigate?: ((redirect: Redirect) => void) | undefined
  /** Keeps the ids of the attempt that the page is left for. */
  rememberReturn(ref: AttemptRef): void
  /** Origins that a redirect of a method without a provider may lead to. */
  redirectOrigins: readonly string[]
}
