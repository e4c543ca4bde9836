import type { Money } from '../contract/money.ts'
import type { ProviderAction } from '../contract/nextStep.ts'
import type { PaymentErrorData } from '../contract/paymentErrorData.ts'
import type { Appearance } from './Appearance.ts'
import type { ChallengeHost } from './ChallengeHost.ts'

/** One field of a provider's form, as far as a page may know it. */
export interface SessionField {
  /** Whether its value is complete and well-formed. */
  valid: boolean
  /** Whether nothing has been typed. */
  empty: boolean
  /** A message key, for summaries; the provider shows its own text beside the field. */
  error?: string
}

/** What a session can do now. */
export interface SessionState {
  /** `error`: it cannot be used, see `error`. */
  phase: 'loading' | 'ready' | 'error'
  /** Whether `collect` would succeed as far as the provider can tell. */
  canSubmit: boolean
  /** Whether the shopper has filled in nothing yet. */
  empty?: boolean
  /** Brand of the card being typed, e.g. `visa`. */
  brand?: string
  /** Why it cannot be used, in the phase `error`. */
  error?: PaymentErrorData
  /** By the provider's own field names. */
  fields?: Readonly<Record<string, SessionField>>
}

/** What may change while a session is mounted. */
export interface SessionPatch {
  /** What the shopper would pay by this method, surcharge included. */
  amount?: Money
  /** BCP 47. */
  locale?: string
  /** Whether the shopper wants the method kept. */
  store?: boolean
  /** The shop's look, for fields drawn in frames. */
  appearance?: Appearance
  /** While an order is being placed nothing may be typed. */
  disabled?: boolean
}

/** What a session collected for one attempt. Tokens in it are used once: after any refusal `collect` is called again. */
export interface CollectedData {
  /** Sent to the backend as it is. */
  data: Record<string, unknown>
  /** Overrides the shop's own "store" checkbox where the provider draws one. */
  store?: boolean
}

/** What became of an action in the page. */
export type ActionOutcome =
  /** Sent to the backend by `updatePayment`, which may answer with a further action. */
  | { kind: 'details'; data: Record<string, unknown> }
  /** The page is about to be left. */
  | { kind: 'leaving' }
  | { kind: 'canceled' }
  | { kind: 'failed'; error: PaymentErrorData }

/** One method, drawn once. Made by `create`; ends with `destroy`. */
export interface ProviderSession {
  /** Draws into an empty slot that is the provider's alone. Called again after `unmount`. Rejects with a PaymentError. */
  mount(slot: HTMLElement, signal: AbortSignal): Promise<void>
  /** Takes everything out of the slot again; safe when not mounted, and while `mount` still runs. */
  unmount(): void
  /** Applies a change in place, or answers `recreate`: then core makes a new session. Absent: every change recreates. */
  update?(patch: SessionPatch): Promise<'updated' | 'recreate'>
  /** The newest state; the same object until something changed. */
  readonly state: SessionState
  /** Calls back after every change of `state`. @returns a function that ends it. */
  subscribe(listener: () => void): () => void
  /** Collects what `validate` needs. Absent when the provider draws its own button. Rejects with a PaymentError (`invalid_data` with its field). */
  collect?(signal: AbortSignal): Promise<CollectedData>
  /** Does one action of a declared type. Never rejects for a refusal: that is a value. */
  perform?(action: ProviderAction, host: ChallengeHost, signal: AbortSignal): Promise<ActionOutcome>
  /** Moves the focus to what has to be mended. */
  focusFirstInvalid?(): void
  /** Ends the session for good: safe twice, safe before `mount` finished, leaves no frame, listener or timer. */
  destroy(): Promise<void>
}
