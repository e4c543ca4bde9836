import type { Provider } from '@payloom/core'
import type { Method, ProviderAction, StoredMethod } from '@payloom/core/contract'

/** A provider, and all that its checks need to know of it. */
export interface ProviderSubject {
  /** The provider under test. */
  provider: Provider
  /** What the company serves, at its real URLs. The provider's own loading code asks for it. @default [] */
  scripts?: readonly CompanyScript[]
  /** Pages of the company for its frames. @default [] */
  pages?: readonly CompanyPage[]
  /** Every check runs for each of them. */
  methods: readonly MethodSubject[]
}

/** One script of a company. */
export interface CompanyScript {
  /** As the provider asks for it, without a query. */
  url: string
  /** A stand-in for the company's library. It runs anew in each check, so it declares nothing at its top but the globals. */
  body: string
  /** Names of the globals that it leaves, e.g. `Stripe`; taken away between checks. */
  globals: readonly string[]
}

/** One page of a company. A `*` at the end of its URL stands for whatever follows. */
export interface CompanyPage {
  /** Absolute; the page's real address. */
  url: string
  /** Served as it is. */
  body: string
  /** @default 'text/html; charset=utf-8' */
  contentType?: string
}

/** One method for one purpose. What a method does not have is left away, and with it the checks that are about it. */
export interface MethodSubject {
  /** Code of the method, unique within its provider. */
  method: string
  /** @default 'pay' */
  purpose?: 'pay' | 'pay-stored' | 'setup'
  /** What the method's row says beside its code, e.g. `isStorable`. */
  listed?: Partial<Method>
  /** `loadMethod`'s config, as the provider's schema takes it. */
  config: unknown
  /** A config that does not fit. @default {} */
  wrongConfig?: unknown
  /** The stored method that is paid with, for `pay-stored`. */
  stored?: StoredMethod
  /** Types what a shopper types, until the method can be submitted. */
  fill?(slot: HTMLElement): void | Promise<void>
  /** Makes what was filled in incomplete again. */
  spoil?(slot: HTMLElement): void | Promise<void>
  /** Presses the provider's own button. */
  press?(slot: HTMLElement): void | Promise<void>
  /** Says yes on the company's own screen: a wallet's sheet, or a dialog that `collect` opens. */
  approve?(): void | Promise<void>
  /** Closes that screen. */
  dismiss?(): void | Promise<void>
  /** The amount that the company shows or was told last, minor units. */
  readAmount?(slot: HTMLElement): number | undefined
  /** The amount in what was collected, where the company's token is made for one. Minor units. */
  amountOf?(data: Record<string, unknown>): number | undefined
  /** The locale that the company was told last. */
  readLocale?(slot: HTMLElement): string | undefined
  /** The actions that the company may answer with, and what the shopper does then. */
  actions?: readonly ActionSubject[]
}

/** One action of a method. */
export interface ActionSubject {
  /** As the orchestrator would answer it. */
  action: ProviderAction
  /**
   * Does what the shopper does. Absent: nothing is asked of the shopper.
   *
   * @param room resolves with the page's dialog once the provider opened it.
   */
  approve?(room: () => Promise<HTMLElement>): void | Promise<void>
  /** Closes the company's own screen. Not needed for the page's dialog: the page closes that. */
  dismiss?(): void | Promise<void>
}
