import type { Purpose } from '../contract/loadedMethod.ts'
import type { ProviderAction } from '../contract/nextStep.ts'
import type { ChallengeHost } from './ChallengeHost.ts'
import type { Presentation, Provider, ProviderCapabilities, ProviderModule, ReturnData } from './Provider.ts'
import type { ProviderContext } from './ProviderContext.ts'
import type {
  ActionOutcome,
  CollectedData,
  ProviderSession,
  SessionPatch,
  SessionState,
} from './ProviderSession.ts'

/** What a scripted provider does; everything may be changed while a test runs. */
export interface ProviderScript {
  load(): Promise<void>
  create(signal: AbortSignal, context: ProviderContext): Promise<void>
  mount(slot: HTMLElement, signal: AbortSignal): Promise<void>
  update: ((amount: number, patch: SessionPatch) => Promise<'updated' | 'recreate'>) | undefined
  collect(signal: AbortSignal): Promise<CollectedData>
  perform(action: ProviderAction, host: ChallengeHost, signal: AbortSignal): Promise<ActionOutcome>
  destroy(): Promise<void>
  isConfigValid: boolean
  /** Reads the company's return fields. */
  readReturn?(params: Readonly<Record<string, string>>): ReturnData | null
  /** Whether sessions are made by `resume` on the page of return. */
  hasResume: boolean
}

/** A session that a test can look into and move. */
export interface ScriptedSession extends ProviderSession {
  readonly number: number
  readonly amount: number
  /** What it was made with. */
  readonly context: ProviderContext
  setState(state: SessionState): void
}

/** A provider made for tests: it draws nothing and writes down what it is asked. */
export interface ScriptedProvider extends Provider {
  readonly log: string[]
  readonly script: ProviderScript
  readonly sessions: ScriptedSession[]
}

/** Options of {@link createScriptedProvider}. */
export interface ScriptedProviderOptions {
  id?: string
  methods?: string[]
  presentation?: Presentation
  purposes?: Purpose[]
  capabilities?: ProviderCapabilities
  state?: SessionState
  script?: Partial<ProviderScript>
}

/** Makes a provider whose tokens count up: `token-1`, `token-2`. It declares the action `scripted.step`. */
export function createScriptedProvider(options: ScriptedProviderOptions = {}): ScriptedProvider {
  const { id = 'scripted', methods = ['card'], presentation = 'form', purposes = ['pay'] } = options
  const { capabilities } = options
  const log: string[] = []
  const sessions: ScriptedSession[] = []
  let tokens = 0
  const script: ProviderScript = {
    load: async () => {},
    create: async () => {},
    mount: async () => {},
    update: async () => 'updated',
    collect: async () => ({ data: { token: `token-${++tokens}` } }),
    perform: async () => ({ kind: 'details', data: { done: true } }),
    destroy: async () => {},
    isConfigValid: true,
    hasResume: false,
    ...options.script,
  }
  const createSession = (context: ProviderContext): ScriptedSession => {
    const amount = context.amount.value
    let state: SessionState = options.state ?? { phase: 'ready', canSubmit: true }
    const number = sessions.length + 1
    const listeners = new Set<() => void>()
    const update: ProviderSession['update'] = async (patch) => {
      log.push(`update ${number} ${patch.amount ? patch.amount.value : `store ${patch.store}`}`)
      return script.update?.(patch.amount?.value ?? 0, patch) ?? 'recreate'
    }
    const collect: ProviderSession['collect'] = (signal) => {
      log.push(`collect ${number}`)
      return script.collect(signal)
    }
    const session: ScriptedSession = {
      number,
      amount,
      context,
      get state() {
        return state
      },
      setState(next) {
        state = next
        for (const listener of listeners) listener()
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      async mount(slot, signal) {
        log.push(`mount ${number}`)
        await script.mount(slot, signal)
      },
      unmount: () => void log.push(`unmount ${number}`),
      ...(script.update ? { update } : {}),
      ...(presentation === 'button' ? {} : { collect }),
      perform: (action, host, signal) => {
        log.push(`perform ${action.type}`)
        return script.perform(action, host, signal)
      },
      focusFirstInvalid: () => void log.push('focus'),
      async destroy() {
        log.push(`destroy ${number}`)
        await script.destroy()
      },
    }
    sessions.push(session)
    return session
  }
  const resume: ProviderModule['resume'] = async (method, context) => {
    log.push(`resume ${method.purpose}`)
    return createSession(context)
  }
  const createModule = (): ProviderModule => ({
    config: {
      '~standard': {
        version: 1,
        vendor: 'scripted',
        validate: (value) =>
          script.isConfigValid ? { value } : { issues: [{ message: 'publishableKey is missing' }] },
      },
    },
    csp: () => ({}),
    async create(_method, context, signal) {
      log.push('create')
      await script.create(signal, context)
      return createSession(context)
    },
    ...(script.hasResume ? { resume } : {}),
    ...(script.readReturn ? { readReturn: script.readReturn } : {}),
  })
  return {
    id,
    matches: methods.map((method) => ({
      ...{ method, purposes, presentation },
      ...(capabilities ? { capabilities } : {}),
    })),
    actions: ['scripted.step'],
    async load() {
      log.push('load')
      await script.load()
      return createModule()
    },
    log,
    script,
    sessions,
  }
}
