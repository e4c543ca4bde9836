import type { StoreApi } from 'zustand/vanilla'
import type { AttemptView } from './attempt/AttemptView.ts'
import type { PageStorage } from './attempt/createPageStorage.ts'
import type { CheckoutOptions } from './Checkout.ts'
import type { CheckoutEvent } from './client/CheckoutEvent.ts'
import type { Clock } from './client/Clock.ts'
import type { ServerTime } from './client/createServerTime.ts'
import type { PaymentClient } from './client/PaymentClient.ts'
import type { OrderCheck } from './flow/OrderCheck.ts'
import type { ChallengeView } from './provider/ChallengeView.ts'
import type { ProviderRegistry } from './provider/createProviderRegistry.ts'
import type { OrderTerms } from './provider/OrderTerms.ts'
import type { Selection } from './provider/Selection.ts'
import type { SubmitState } from './provider/SubmitState.ts'
import type { StatusDoor } from './StatusDoor.ts'
import type { StatusEntries } from './status/StatusEntry.ts'

/** What the page reads. The stores are there from the start; the code that writes them comes when a method is chosen. */
export interface CheckoutStores {
  attempt: StoreApi<AttemptView>
  selection: StoreApi<Selection>
  submit: StoreApi<SubmitState>
  challenge: StoreApi<ChallengeView>
  terms: StoreApi<OrderTerms>
}

/** What every part of one checkout shares. */
export interface CheckoutBase {
  options: CheckoutOptions
  locale: string
  clock: Clock
  serverTime: ServerTime
  client: PaymentClient
  /** How a bearer page is known after a return; filled in by `resume`. */
  identity: { resumeToken?: string }
  registry: ProviderRegistry
  /** Reads the storage at each use: where it is blocked, the getter itself throws. */
  openStorage(): PageStorage | undefined
  /** What is known of each payment's status. */
  entries: StatusEntries
  statusDoor: StatusDoor
  stores: CheckoutStores
  /** What every order has to pass, in the order in which it was added. */
  checks: Set<{ check: OrderCheck }>
  observe(event: CheckoutEvent): void
  report(error: unknown): void
  /** Aborts when the checkout closes. */
  signal: AbortSignal
}
