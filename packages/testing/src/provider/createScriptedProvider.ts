import {
  defineProvider,
  type Presentation,
  type Provider,
  type ProviderCapabilities,
  type ProviderModule,
  type ProviderSession,
} from '@payloom/core'
import type { Purpose } from '@payloom/core/contract'
import { createScriptedButton } from './createScriptedButton.ts'
import { createScriptedForm } from './createScriptedForm.ts'
import type { ProviderBehavior } from './ProviderBehavior.ts'

/** Options of {@link createScriptedProvider}. */
export interface ScriptedProviderOptions {
  /** @default 'sandbox' */
  id?: string
  /** Codes, or `*`. @default ['*'] */
  methods?: readonly string[]
  /** @default 'form' */
  presentation?: Presentation
  /** @default pay, pay-stored and setup; pay alone for a button */
  purposes?: readonly Purpose[]
  /** What it says of itself. */
  capabilities?: ProviderCapabilities
  /** @default ['scripted.challenge'] */
  actions?: readonly string[]
  /** What differs from the usual behavior. */
  behavior?: Partial<ProviderBehavior>
}

/** A provider for stories and tests. */
export interface ScriptedProvider extends Provider {
  /** What it was asked, e.g. `create card 1999`, `collect`. */
  readonly log: string[]
  /** May be changed while it runs. */
  readonly behavior: ProviderBehavior
}

/**
 * Makes a provider without a company: one labelled field and the amount, as a company's form has them; or one button; or nothing.
 * An action shows "Approve" and "Refuse" in the page's dialog. Two of them know nothing of one another.
 */
export function createScriptedProvider(options: ScriptedProviderOptions = {}): ScriptedProvider {
  const { id = 'sandbox', methods = ['*'], presentation = 'form', capabilities } = options
  const { actions = ['scripted.challenge'] } = options
  const purposes = options.purposes ?? (presentation === 'button' ? ['pay'] : ['pay', 'pay-stored', 'setup'])
  const log: string[] = []
  let tokens = 0
  const behavior: ProviderBehavior = {
    create: async () => {},
    mount: async () => {},
    update: async () => 'updated',
    collect: async () => ({ data: { token: `token-${++tokens}` } }),
    ...options.behavior,
  }
  const createSession = presentation === 'button' ? createScriptedButton : createScriptedForm
  const module: ProviderModule = {
    config: { '~standard': { version: 1, vendor: 'scripted', validate: (value) => ({ value }) } },
    csp: () => ({}),
    async create({ method }, context, signal): Promise<ProviderSession> {
      log.push(`create ${method} ${context.amount.value}`)
      await behavior.create(context, signal)
      return createSession({ context, behavior, log, isDrawn: presentation !== 'none' })
    },
  }
  const provider = defineProvider({
    id,
    matches: methods.map((method) => ({
      ...{ method, purposes, presentation },
      ...(capabilities ? { capabilities } : {}),
    })),
    actions,
    load: async () => module,
  })
  return { ...provider, log, behavior }
}
