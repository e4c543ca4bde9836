import type { StoreApi } from 'zustand/vanilla'
import type { AttemptView } from './attempt/AttemptView.ts'
import type { CheckoutEvent } from './client/CheckoutEvent.ts'
import type { Clock } from './client/Clock.ts'
import type { PaymentClient } from './client/PaymentClient.ts'
import type { MethodList } from './contract/methodList.ts'
import type { PlaceOrderOptions } from './flow/PlaceOrderOptions.ts'
import type { PlaceOrderOutcome } from './flow/PlaceOrderOutcome.ts'
import type { Appearance } from './provider/Appearance.ts'
import type { ChallengeView } from './provider/ChallengeView.ts'
import type { Provider } from './provider/Provider.ts'
import type { Selection } from './provider/Selection.ts'
import type { SubmitState } from './provider/SubmitState.ts'
import type { StatusView } from './status/StatusView.ts'

/** Options of `createCheckout`. */
export interface CheckoutOptions {
  /** Base path or absolute URL of the shop proxy, e.g. `/api/payments`. */
  baseUrl: string
  /** The providers that this page can draw. */
  providers: readonly Provider[]
  /** An open order or invoice; without it the session's cart. */
  paymentId?: string | undefined
  /** BCP 47. @default 'en' */
  locale?: string | undefined
  /** Country of the billing address, ISO 3166 alpha-2. */
  country?: string | undefined
  /** The page's CSP nonce, put on every script tag. */
  nonce?: string | undefined
  appearance?: Appearance | undefined
  /** Bearer instead of cookie, for another origin. Called before each call. */
  getToken?: (() => Promise<string>) | undefined
  /** Receives every event. A throw in it is caught. */
  observe?: ((event: CheckoutEvent) => void) | undefined
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined
  /** Milliseconds since the epoch, and timers. @default the platform's */
  clock?: Clock | undefined
  /** 0 ≤ n < 1, for jitter. @default Math.random */
  random?: (() => number) | undefined
  /** Where the attempt's id is kept over a reload. @default sessionStorage, or memory where it is blocked */
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
}

/** A checkout: one payment, one list, one attempt at a time. Two on a page do not meet. */
export interface Checkout {
  readonly client: PaymentClient
  readonly locale: string
  readonly paymentId: string | undefined

  /** Loads the list, leaves out what no provider draws (`no-component`) or the browser cannot show, and makes it the newest. */
  loadMethodList(signal?: AbortSignal): Promise<MethodList>
  /** Tells core of a list that came another way (server rendering, a shop's cache). The selected method's new total reaches its panel. */
  applyMethodList(list: MethodList): void

  readonly selection: StoreApi<Selection>
  /** Chooses a method: loads its config, chunk, script, and what follows an order. `null` chooses nothing. */
  select(method: { provider: string; method: string } | null): void
  /** Loads a provider's chunk ahead, on intent. Never calls the backend. */
  warm(method: { provider: string; method: string }): void
  /** Tries the selected method's panel again after an error. */
  retryPanel(): void
  /** Mounts the selected method into an empty element. @returns what unmounts it. Survives StrictMode's double effects. */
  mountPanel(slot: HTMLElement): () => void

  readonly attempt: StoreApi<AttemptView>
  /** Read with `attempt` and `selection` as its inputs; the same object until something changed. */
  readonly submit: StoreApi<SubmitState>
  /** Places the order. While one is under way, every further call gets the same promise. Never rejects. */
  placeOrder(options?: PlaceOrderOptions): Promise<PlaceOrderOutcome>
  /** Accepts the new total while `reviewing`. */
  acceptAmount(): void

  readonly challenge: {
    readonly view: StoreApi<ChallengeView>
    /** Lends an empty element while the view is open. @returns what takes it back. */
    attach(element: HTMLElement): () => void
    /** The shopper closed the dialog. */
    dismiss(): void
  }

  readonly status: {
    get(paymentId: string): StatusView
    subscribe(paymentId: string, listener: () => void): () => void
    /** Reads the status and keeps it live while the page is visible. @returns what ends it. Calls for one payment share one stream. */
    watch(paymentId: string): () => void
  }

  /** Ends everything: streams, sessions, timers. */
  close(): Promise<void>
}
