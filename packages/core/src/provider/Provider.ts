import type { LoadedMethod, Purpose } from '../contract/loadedMethod.ts'
import type { Method } from '../contract/methodList.ts'
import type { ProviderContext } from './ProviderContext.ts'
import type { ProviderSession } from './ProviderSession.ts'
import type { StandardSchema } from './standardSchema.ts'

/** Who draws the way to pay. `form`: fields, and the shop's own button pays. `button`: the provider's own button. `none`: nothing to fill in. */
export type Presentation = 'form' | 'button' | 'none'

/** What a provider can do with a method. All default to "no". */
export interface ProviderCapabilities {
  /** It can be kept while it pays. */
  store?: boolean
  /** It pays with what was kept. */
  stored?: boolean
  /** It can be kept without paying. */
  setup?: boolean
  /** Its own button may stand above the list and pay without any choice before. */
  express?: boolean
  /** It may pay a part, and another method the rest. */
  partial?: boolean
  /** Its sheet or window has to open synchronously inside the click. */
  needsUserActivation?: boolean
  /** `collect` may show screens of its own, so no spinner may cover it. */
  collectsOnScreen?: boolean
  /** When a challenge can appear. @default 'none' */
  challenge?: 'none' | 'before-order' | 'after-order'
}

/** One way of paying that a provider draws. */
export interface ProviderMatch {
  /** A method's code, or `*` for every method of the provider. */
  method: string
  /** What it draws the method for. */
  purposes: readonly Purpose[]
  /** Who draws the way to pay. */
  presentation: Presentation
  /** @default none */
  capabilities?: ProviderCapabilities
}

/** Sources that a page's Content-Security-Policy has to allow for a provider. */
export interface CspSources {
  /** Sources of `script-src`. */
  script?: readonly string[]
  /** Sources of `frame-src`. */
  frame?: readonly string[]
  /** Sources of `connect-src`. */
  connect?: readonly string[]
  /** Sources of `img-src`. */
  image?: readonly string[]
  /** Sources of `style-src`. */
  style?: readonly string[]
  /** Sources of `form-action`. */
  formAction?: readonly string[]
}

/** What the browser offers, for {@link Provider.isAvailable}. */
export interface Availability {
  /** Whether the method is listed. */
  available: boolean
  /** Shown by devtools and kept in `unavailable`. @default 'wallet-unsupported' */
  reason?: string
}

/** What `create` is given: the loaded method, its config parsed by the provider's schema, and the method's row in the list. */
export interface MethodToCreate<Config> extends Omit<LoadedMethod, 'config'> {
  /** Parsed by the provider's own schema. */
  config: Config
  /** Absent when a method is resumed or set up without a list. */
  listed?: Method
}

/** Return parameters that a provider recognised as its own. */
export interface ReturnData {
  /** Sent to the backend by `updatePayment`. */
  data: Record<string, unknown>
}

/** The part of a provider that is loaded when one of its methods is chosen. */
export interface ProviderModule<Config = unknown> {
  /** Parses `loadMethod`'s config. A config that does not fit is the error `configuration`, never a blank form. */
  config: StandardSchema<Config>
  /** What the page's policy has to allow, from the config. Documentation and tests are built on it. */
  csp(config: Config): CspSources
  /**
   * Prepares a session: loads the company's script, touches no DOM of the page.
   *
   * @param signal aborts when the shopper chose something else meanwhile; a late result is thrown away.
   * @throws PaymentError of origin `provider`.
   */
  create(
    method: MethodToCreate<Config>,
    context: ProviderContext,
    signal: AbortSignal,
  ): Promise<ProviderSession>
  /** On the page of return: translates the company's raw return fields. `null`: not mine. */
  readReturn?(params: Readonly<Record<string, string>>): ReturnData | null
  /** Continues after a return with an action still open; no screen of the first session is left. */
  resume?(
    method: MethodToCreate<Config>,
    context: ProviderContext,
    signal: AbortSignal,
  ): Promise<ProviderSession>
}

/** One method for one purpose. */
export interface ProviderUse {
  /** Code of the method, unique within its provider. */
  method: string
  /** What the method is used for. */
  purpose: Purpose
}

/**
 * A payment provider: a plain object made by `defineProvider`. It is light (it goes into a shop's first bundle) and reaches its
 * own code only by `load`.
 */
export interface Provider {
  /** The provider's code, as the method list spells it. */
  id: string
  /** What it draws; no two providers of a page may draw the same. */
  matches: readonly ProviderMatch[]
  /** Action types that `perform` understands, e.g. `sandbox.challenge`; any other is refused. */
  actions?: readonly string[]
  /**
   * Imports the code of one of the provider's methods; called on intent (hover, focus) and on choice. A failed import is tried again
   * at the next call.
   */
  load(wanted: ProviderUse): Promise<ProviderModule>
  /** Asks the browser whether a method can be shown at all (wallets). Absent: always. Must answer within its signal's life. */
  isAvailable?(method: Method, signal: AbortSignal): Promise<Availability>
}
