import type { StoreApi } from 'zustand/vanilla'
import type { AttemptView } from './attempt/AttemptView.ts'
import type { CheckoutEvent } from './client/CheckoutEvent.ts'
import type { Clock } from './client/Clock.ts'
import type { MethodRef, PaymentClient } from './client/PaymentClient.ts'
import type { MethodList } from './contract/methodList.ts'
import type { Redirect } from './contract/nextStep.ts'
import type { StoredMethod } from './contract/storedMethod.ts'
import type { OrderCheck } from './flow/OrderCheck.ts'
import type { PlaceOrderOptions } from './flow/PlaceOrderOptions.ts'
import type { PlaceOrderOutcome } from './flow/PlaceOrderOutcome.ts'
import type { RemovePartOutcome } from './flow/RemovePartOutcome.ts'
import type { ResumeOutcome } from './flow/ResumeOutcome.ts'
import type { Messages } from './messages/Messages.ts'
import type { Appearance } from './provider/Appearance.ts'
import type { ChallengeView } from './provider/ChallengeView.ts'
import type { Consent, OrderTerms } from './provider/OrderTerms.ts'
import type { PanelState } from './provider/PanelState.ts'
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
  /** What the checkout is for; `setup` stores a method for the customer and takes no money. @default 'purchase' */
  kind?: 'purchase' | 'setup' | undefined
  /** An open order or invoice; without it the session's cart. */
  paymentId?: string | undefined
  /** BCP 47. @default 'en' */
  locale?: string | undefined
  /** Country of the billing address, ISO 3166 alpha-2. */
  country?: string | undefined
  /** The page's CSP nonce, put on every script tag. */
  nonce?: string | undefined
  /** Handed to every provider for what it draws itself. */
  appearance?: Appearance | undefined
  /** Origins that a redirect of a method without a provider may lead to. @default [] */
  redirectOrigins?: readonly string[] | undefined
  /** Leaves the page for a company's. @default location.assign, or a form's own submit */
  navigate?: ((redirect: Redirect) => void) | undefined
  /** The shop's own words, by key; used by what providers draw. */
  messages?: Partial<Messages> | undefined
  /** Bearer instead of cookie, for another origin. Called before each call. */
  getToken?: (() => Promise<string>) | undefined
  /** Renews the session when the status is refused with 401; then it is asked once more. @default asks `getToken` again, if there is one */
  refresh?: (() => Promise<unknown>) | undefined
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
  /** Tells a tab from its copies while an attempt is under way. @default navigator.locks, or nothing where there are none */
  locks?: Pick<LockManager, 'request'> | undefined
}

/** A checkout: one payment, one list, one attempt at a time. Two on a page do not meet. */
export interface Checkout {
  /** The calls that the checkout makes, for a page that wants one of its own. */
  readonly client: PaymentClient
  /** BCP 47, as given. */
  readonly locale: string
  /** The payment of the options; `undefined` for the session’s cart. */
  readonly paymentId: string | undefined

  /** Loads the list, leaves out what no provider draws (`no-component`) or the browser cannot show, and makes it the newest. */
  loadMethodList(signal?: AbortSignal): Promise<MethodList>
  /** Tells core of a list that came another way (server rendering, a shop's cache). The selected method's new total reaches its panel. */
  applyMethodList(list: MethodList): void

  /** What is chosen, and its panel. */
  readonly selection: StoreApi<Selection>
  /** Chooses a method: loads its config, chunk, script, and what follows an order. `null` chooses nothing. */
  select(choice: { provider: string; method: string; storedMethodId?: string | undefined } | null): void
  /** Loads a provider's chunk ahead, on intent. Never calls the backend. */
  warm(method: { provider: string; method: string }): void
  /** Tries the selected method's panel again after an error. */
  retryPanel(): void
  /** Mounts the selected method into an empty element. @returns what unmounts it. Survives StrictMode's double effects. */
  mountPanel(slot: HTMLElement): () => void

  /** How far the order is. */
  readonly attempt: StoreApi<AttemptView>
  /** Read with `attempt` and `selection` as its inputs; the same object until something changed. */
  readonly submit: StoreApi<SubmitState>
  /** Places the order. While one is under way, every further call gets the same promise. Never rejects. */
  placeOrder(options?: PlaceOrderOptions): Promise<PlaceOrderOutcome>
  /** Agrees, while `blocked`, that the other attempt is ended by the next order. It holds for half an hour; after that it is asked again. */
  supersede(): void
  /** Ends the attempt that waits (a redirect that was not followed or came back, a code that nobody scans) at the shopper's wish. It tells the truth if it cannot be canceled. Never rejects. */
  cancelPayment(): Promise<PlaceOrderOutcome>
  /** Accepts the new total while `reviewing`. */
  acceptAmount(): void

  /** What the page asks beside the method. */
  readonly terms: StoreApi<OrderTerms>
  /** Registers or changes a consent; `undefined` takes it away. */
  setConsent(name: string, consent: Consent | undefined): void
  /** Whether the shopper wants the method to be kept. */
  setStore(store: boolean): void
  /** Adds a check that every order has to pass, by the page's button or a provider's own. For own buttons it has to answer synchronously. @returns what takes it away. */
  addCheck(check: OrderCheck): () => void
  /** Takes a paid part off again. The list has to be loaded anew after it. Never rejects. */
  removePart(attemptId: string): Promise<RemovePartOutcome>

  /** Methods that pay by one press of their own button, beside whatever is chosen. */
  readonly express: {
    /** Whether its provider pays by this method from a row of express buttons. */
    isExpress(method: MethodRef): boolean
    /** The panel of one express method; the same store for the same method. */
    panel(method: MethodRef): StoreApi<PanelState>
    /** Mounts its own button into an empty element. @returns what unmounts it. */
    mount(method: MethodRef, slot: HTMLElement): () => void
  }

  /** Reads what became of an attempt after a return. Without a token: of the return that this tab knows of. The same token gets the same promise. Never rejects. */
  resume(token?: string): Promise<ResumeOutcome>
  /** The methods that the customer stored. @throws PaymentError */
  loadStoredMethods(signal?: AbortSignal): Promise<StoredMethod[]>
  /** Deletes one of them. @throws PaymentError */
  deleteStoredMethod(id: string): Promise<void>

  /** The one dialog for steps of a provider. */
  readonly challenge: {
    /** Whether the dialog is open, and how large it has to be. */
    readonly view: StoreApi<ChallengeView>
    /** Lends an empty element while the view is open. @returns what takes it back. */
    attach(element: HTMLElement): () => void
    /** The shopper closed the dialog. */
    dismiss(): void
  }

  /** What is known of payments, kept live while it is watched. */
  readonly status: {
    /** What is known now; the same object until something changed. */
    get(paymentId: string): StatusView
    /** Calls back after every change. @returns what ends it. */
    subscribe(paymentId: string, listener: () => void): () => void
    /** Reads the status and keeps it live while the page is visible. @returns what ends it. Calls for one payment share one stream. */
    watch(paymentId: string): () => void
  }

  /** Milliseconds since the epoch by the server's clock, learnt from its answers: what it says ends at a time is compared with this. A difference under a minute does not count; where no answer's date can be read, it is the browser's time. */
  serverNow(): number

  /** Ends everything: streams, sessions, timers. */
  close(): Promise<void>
}
