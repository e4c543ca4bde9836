import {
  type ActionOutcome,
  type Appearance,
  type ChallengeHost,
  type CollectedData,
  type MethodToCreate,
  PaymentError,
  type ProviderContext,
  type ProviderModule,
  type ProviderSession,
  type SessionPatch,
  type SessionState,
} from '@payloom/core'
import type { ProviderAction } from '@payloom/core/contract'
import { type SandboxConfig, sandboxConfigSchema } from './config.ts'
import { sandboxCsp } from './csp.ts'
import { sandboxError, sandboxErrorData } from './errors.ts'
import {
  readSandboxLibrary,
  type SandboxAppearance,
  type SandboxFields,
  type SandboxFieldsChange,
  type SandboxLibrary,
} from './library.ts'

/** The sandbox provider's code, loaded when one of its methods is chosen. */
export const sandboxModule: ProviderModule<SandboxConfig> = {
  config: sandboxConfigSchema,
  csp: sandboxCsp,
  create: createCardSession,
}

async function createCardSession(
  { config }: MethodToCreate<SandboxConfig>,
  { scripts, amount, locale, appearance }: ProviderContext,
  signal: AbortSignal,
): Promise<ProviderSession> {
  const open = await scripts.load(config.scriptUrl, readSandboxLibrary, signal)
  const library = open(config.publishableKey)
  const looks = appearance ? { appearance: looksOf(appearance) } : {}
  const fields = library.fields({ amount, locale, ...looks })
  return createSession(library, fields, { locale, ...looks })
}

/** There is no frame that could give a token. */
const notDrawn: SessionState = { phase: 'loading', canSubmit: false, empty: true }

/** What a challenge is shown with. */
interface ChallengeLooks {
  locale: string
  appearance?: SandboxAppearance
}

function createSession(
  library: SandboxLibrary,
  fields: SandboxFields,
  looks: ChallengeLooks,
): ProviderSession {
  let state: SessionState = notDrawn
  let destroyed = false
  const listeners = new Set<() => void>()
  const setState = (next: SessionState): void => {
    if (destroyed) return
    state = next
    for (const listener of listeners) listener()
  }
  const off = fields.on('change', (change) => setState(stateOfChange(change)))

  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    mount: async (slot, signal) => {
      signal.addEventListener('abort', () => fields.unmount(), { once: true })
      await mountFields(fields, slot, signal)
      if (!signal.aborted && state.phase !== 'ready') setState({ ...state, phase: 'ready' })
    },
    unmount: () => {
      fields.unmount()
      // What was typed went with the frame.
      if (state !== notDrawn) setState(notDrawn)
    },
    update: async (patch: SessionPatch) => {
      const { amount, locale, appearance } = patch
      if (appearance) return 'recreate'
      if (amount ?? locale) fields.update({ ...(amount ? { amount } : {}), ...(locale ? { locale } : {}) })
      return 'updated'
    },
    collect: () => collectToken(fields),
    perform: (action, host, signal) => performChallenge(library, looks, action, host, signal),
    focusFirstInvalid: () => fields.focus(firstInvalid(state)),
    destroy: async () => {
      if (destroyed) return
      destroyed = true
      listeners.clear()
      off()
      fields.destroy()
    },
  }
}

async function mountFields(fields: SandboxFields, slot: HTMLElement, signal: AbortSignal): Promise<void> {
  try {
    await fields.mount(slot)
  } catch (cause) {
    if (signal.aborted) return
    throw new PaymentError({
      message:
        "sandbox: the company's card fields did not appear; check frame-src in the page's policy and try again.",
      code: 'provider_unavailable',
      retry: 'same',
      origin: 'provider',
      cause,
    })
  }
}

async function collectToken(fields: SandboxFields): Promise<CollectedData> {
  const answer = await fields.createToken()
  if (answer.error !== undefined) throw sandboxError(answer.error)
  return { data: { token: answer.token.id } }
}

async function performChallenge(
  library: SandboxLibrary,
  looks: ChallengeLooks,
  action: ProviderAction,
  host: ChallengeHost,
  signal: AbortSignal,
): Promise<ActionOutcome> {
  const { id, url } = action
  if (typeof id !== 'string' || typeof url !== 'string') {
    return { kind: 'failed', error: { code: 'provider_unavailable', retry: 'same' } }
  }
  const container = await host.open({ size: { width: 400, height: 480 } })
  try {
    const answer = await library.handleAction({ id, url }, container, {
      ...looks,
      signal: AbortSignal.any([signal, host.signal]),
    })
    if (host.signal.aborted || signal.aborted) return { kind: 'canceled' }
    if (answer.error !== undefined) return { kind: 'failed', error: sandboxErrorData(answer.error) }
    return { kind: 'details', data: { actionId: id, result: answer.result } }
  } catch {
    if (host.signal.aborted || signal.aborted) return { kind: 'canceled' }
    return { kind: 'failed', error: { code: 'provider_unavailable', retry: 'same' } }
  } finally {
    host.close()
  }
}

function looksOf({ theme = 'auto', tokens = {} }: Appearance): SandboxAppearance {
  const { accent, surface } = tokens
  return {
    colorScheme: theme,
    ...(accent === undefined ? {} : { accent }),
    ...(surface === undefined ? {} : { background: surface }),
  }
}

function stateOfChange({ complete, empty, brand, fields }: SandboxFieldsChange): SessionState {
  return {
    phase: 'ready',
    canSubmit: complete,
    empty,
    ...(brand === undefined ? {} : { brand }),
    fields,
  }
}

function firstInvalid({ fields = {} }: SessionState): string | undefined {
  return Object.entries(fields).find(([, field]) => !field.valid)?.[0]
}
