import type { Money } from '@payloom/core/contract'

/** An error as the company's browser library answers it. */
export interface SandboxError {
  code: string
  field?: string | undefined
}

/** How the company's frames should look. */
export interface SandboxAppearance {
  /** @default 'auto' */
  colorScheme?: 'light' | 'dark' | 'auto'
  accent?: string
  /** The surface that the form lies on. */
  background?: string
}

/** What every screen of the company is shown with. */
export interface SandboxLooks {
  /** Absent: no amount is shown. */
  amount?: Money
  locale: string
  appearance?: SandboxAppearance
}

/** One field of the company's form. */
export interface SandboxField {
  valid: boolean
  empty: boolean
}

/** What the company's card form says after every change. */
export interface SandboxFieldsChange {
  complete: boolean
  empty: boolean
  brand?: string | undefined
  /** A form of kind `cvc` has that one field only. */
  fields: { number?: SandboxField; expiry?: SandboxField; cvc?: SandboxField }
}

/** Options of the company's card form. */
export interface SandboxFieldsOptions extends SandboxLooks {
  /** `cvc`: one field, for a stored card. @default 'card' */
  kind?: 'card' | 'cvc'
  /** Of the stored card. */
  brand?: string
  last4?: string
}

/** What `createToken` and `verify` answer. */
export type SandboxTokenAnswer =
  | { token: { id: string; brand?: string; last4?: string }; error?: undefined }
  | { error: SandboxError }

/** The company's card form in its own frame. */
export interface SandboxFields {
  mount(element: HTMLElement): Promise<void>
  unmount(): void
  update(patch: { amount?: Money; locale?: string }): void
  on(event: 'change', listener: (change: SandboxFieldsChange) => void): () => void
  focus(field?: string): void
  createToken(): Promise<SandboxTokenAnswer>
  destroy(): void
}

/** The same form with an end that takes its time: hidden at once, its frame gone when the promise settles. */
export interface SandboxSlowFields extends Omit<SandboxFields, 'destroy'> {
  destroy(): Promise<void>
}

/** A step that a payment asks for. */
export interface SandboxAction {
  id: string
  url: string
  /** @default 'challenge' */
  type?: 'challenge' | 'fingerprint'
}

/** The company's own button. */
export interface SandboxPayButton {
  mount(element: HTMLElement): Promise<void>
  unmount(): void
  update(patch: { amount?: Money; locale?: string; disabled?: boolean }): void
  /** The listener is called within the click. */
  on(event: 'press', listener: () => void): () => void
  destroy(): void
}

/** What a shopper chose in the company's window. */
export interface SandboxShippingChange {
  shippingAddress?: { country: string; postalCode?: string; city?: string }
  shippingOptionId?: string
}

/** What the company's window shows for a choice; `error` is a sentence for the shopper. */
export type SandboxQuote =
  | {
      total: Money
      lineItems: { label: string; amount: Money }[]
      shippingOptions: { id: string; label: string; amount: Money }[]
    }
  | { error: string }

/** What a shopper agreed to in the company's window. */
export interface SandboxApproval {
  token: string
  contact: {
    email: string
    shippingAddress?: { country: string; postalCode?: string; city?: string }
  }
}

/** `declined`: the window lets the shopper choose another funding. The others close it. */
export type SandboxSheetAnswer = 'done' | 'declined' | 'failed'

/** The company's window. */
export interface SandboxSheet {
  onShippingChange(answer: (change: SandboxShippingChange) => Promise<SandboxQuote>): void
  onApprove(answer: (approval: SandboxApproval) => Promise<SandboxSheetAnswer>): void
  /** The window was closed, or its Cancel pressed. */
  onCancel(listener: () => void): void
  close(): void
}

/** The company's browser library, what the global `PayloomSandbox` of its script gives for a key. */
export interface SandboxLibrary {
  fields(options: SandboxFieldsOptions): SandboxFields
  slowFields(options: SandboxFieldsOptions): SandboxSlowFields
  /** A challenge is shown in `container`; a fingerprint needs none. */
  handleAction(
    action: SandboxAction,
    container: HTMLElement | undefined,
    options?: { signal?: AbortSignal; locale?: string; appearance?: SandboxAppearance },
  ): Promise<{ result: string; error?: undefined } | { error: SandboxError }>
  /** Asks the shopper about a token in a window of the company's own, over the page. */
  verify(tokenId: string, options: SandboxLooks & { signal?: AbortSignal }): Promise<SandboxTokenAnswer>
  payButton(options: SandboxLooks): SandboxPayButton
  /** Has to be called within a click. `undefined`: the browser blocked the window. */
  openSheet(options: { amount: Money; locale: string; shipping: boolean }): SandboxSheet | undefined
}

/** Reads the library's global once its script has run. */
export function readSandboxLibrary(): ((publishableKey: string) => SandboxLibrary) | undefined {
  const candidate = Reflect.get(globalThis, 'PayloomSandbox') as unknown
  return typeof candidate === 'function' ? (candidate as (key: string) => SandboxLibrary) : undefined
}
