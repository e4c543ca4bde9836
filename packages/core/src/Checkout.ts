import type { StoreApi } from 'zustand/vanilla'
import type { AttemptView } from './attempt/AttemptView.ts'
import type { PaymentClient } from './client/PaymentClient.ts'
import type { Method, MethodList } from './contract/methodList.ts'
import type { Money } from './contract/money.ts'
import type { PaymentErrorData } from './contract/paymentErrorData.ts'
import type { PaymentResult } from './contract/paymentResult.ts'
import type { PaymentState } from './contract/paymentState.ts'
import type { PaymentError } from './errors/PaymentError.ts'
import type { Appearance } from './provider/Appearance.ts'
import type { ChallengeRoom } from './provider/ChallengeHost.ts'
import type { Presentation, Provider } from './provider/Provider.ts'
import type { SessionState } from './provider/ProviderSession.ts'

/** What a checkout did, as typed data: logs, telemetry and devtools are built on it. It never carries card data, tokens or bodies. */
export type CheckoutEvent =
  | { type: 'call'; name: string; durationMs: number; outcome: 'ok' | string }
  | { type: 'transition'; from: string; to: string; event: string; attemptId?: string | undefined }
  | { type: 'illegal-transition'; phase: string; event: string }
  | { type: 'stream'; paymentId: string; state: string; detail?: string | undefined }
  | { type: 'script'; url: string; outcome: 'loaded' | string; durationMs: number }
  | { type: 'listener-error'; error: unknown }

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

/** The time, passed in. */
export interface Clock {
  now(): number
  /** @returns a function that cancels it. */
  setTimer(callback: () => void, milliseconds: number): () => void
}

/** The panel of the selected method. */
export type PanelState =
  | { status: 'none' }
  /** Loading config, chunk or script; `method` is what was chosen. */
  | { status: 'loading' }
  /** `presentation: 'none'`: there is nothing to draw. */
  | { status: 'ready'; presentation: Presentation; session?: SessionState | undefined }
  | { status: 'error'; error: PaymentErrorData }

/** What is selected now. `method` is the row of the newest list, so its total is the one that will be paid. */
export interface Selection {
  method?: Method | undefined
  /** The payment that the list belongs to, with its total. */
  total?: Money | undefined
  paymentId?: string | undefined
  panel: PanelState
}

/** Whether "Place order" can be pressed, and why not. */
export interface SubmitState {
  canSubmit: boolean
  /** `no-method`, `loading`, `incomplete`, `busy`, `done`, `panel-error`, `own-button`, `reviewing`. */
  reasons: string[]
}

/** What is known of a payment's status. */
export type StatusView =
  | { status: 'loading' }
  | { status: 'ready'; state: PaymentState; connection: 'live' | 'polling' | 'connecting' | 'closed' }
  | { status: 'error'; error: PaymentError }

/** The dialog that a provider asked for. The page attaches an empty element to it. */
export type ChallengeView = { status: 'closed' } | { status: 'open'; room: ChallengeRoom }

/** Options of {@link Checkout.placeOrder}. */
export interface PlaceOrderOptions {
  /** Asked before anything is collected. `false` or a throw stops the order; it stays unsent. */
  beforeSubmit?: (() => boolean | undefined | Promise<boolean | undefined>) | undefined
  /** Keep the method for the customer. */
  store?: boolean | undefined
  consents?: Record<string, boolean> | undefined
}

/** What became of one press of "Place order". A refused payment is a value. */
export type PlaceOrderOutcome =
  /** An answer came; a challenge, if any, is done. */
  | { kind: 'result'; result: PaymentResult }
  /** Nothing was sent: the method or `beforeSubmit` said no, or the page is offline. */
  | { kind: 'not-sent'; error?: PaymentErrorData | undefined }
  /** Sent, and the answer was lost: the status will tell. */
  | { kind: 'unknown'; paymentId: string; attemptId: string }
  /** The total changed and has to be accepted first. */
  | { kind: 'amount-changed'; newTotal: Money }

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
