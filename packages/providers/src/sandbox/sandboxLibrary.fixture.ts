import type { MethodToCreate, ProviderContext } from '@payloom/core'
import type { Money } from '@payloom/core/contract'
import type { SandboxConfig } from './config.ts'
import type { SandboxError, SandboxFieldsChange, SandboxLibrary } from './library.ts'

/** A scripted stand-in for the company's browser library: answers are set, calls are kept. */
export interface ScriptedLibrary {
  open: (publishableKey: string) => SandboxLibrary
  calls: string[]
  /** What the form says next. */
  say(change: Partial<SandboxFieldsChange>): void
  token: { token: { id: string } } | { error: SandboxError }
  mountFails: boolean
  challenge: (signal: AbortSignal) => Promise<{ result: string } | { error: SandboxError }>
  listeners: number
}

export function createScriptedLibrary(): ScriptedLibrary {
  const listeners = new Set<(change: SandboxFieldsChange) => void>()
  const empty = { valid: false, empty: true }
  const library: ScriptedLibrary = {
    calls: [],
    token: { token: { id: 'tok_1' } },
    mountFails: false,
    challenge: async () => ({ result: 'result_1' }),
    get listeners() {
      return listeners.size
    },
    say: (change) => {
      const full = {
        complete: false,
        empty: true,
        fields: { number: empty, expiry: empty, cvc: empty },
        ...change,
      }
      for (const listener of listeners) listener(full)
    },
    open: (key) => {
      library.calls.push(`open ${key}`)
      return createLibrary(library, listeners)
    },
  }
  return library
}

function createLibrary(
  library: ScriptedLibrary,
  listeners: Set<(change: SandboxFieldsChange) => void>,
): SandboxLibrary {
  const note = (call: string): void => {
    library.calls.push(call)
  }
  return {
    fields: ({ amount, locale, appearance }) => {
      note(
        `fields ${amount.value} ${amount.currency} ${locale} ${appearance ? JSON.stringify(appearance) : '-'}`,
      )
      return {
        mount: async () => {
          note('mount')
          if (library.mountFails) throw new Error('the frame did not answer')
        },
        unmount: () => note('unmount'),
        update: ({ amount: next, locale: language }) =>
          note(`update ${next?.value ?? '-'} ${language ?? '-'}`),
        on: (_, listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        focus: (field) => note(`focus ${field ?? '-'}`),
        createToken: async () => {
          note('createToken')
          return library.token
        },
        destroy: () => note('destroy'),
      }
    },
    handleAction: (action, _, options) => {
      note(`handleAction ${action.id} ${options?.locale ?? '-'}`)
      return library.challenge(options?.signal ?? new AbortController().signal)
    },
  }
}

export const config: SandboxConfig = {
  publishableKey: 'pk_sandbox_1',
  scriptUrl: 'https://company.example/sandbox.js',
  origin: 'https://company.example',
}

export const method: MethodToCreate<SandboxConfig> = {
  provider: 'sandbox',
  method: 'card',
  purpose: 'pay',
  config,
  redirectOrigins: [],
}

export function contextWith(library: ScriptedLibrary, amount: Money): ProviderContext {
  return {
    locale: 'en',
    amount,
    scripts: {
      load: async (url, read) => {
        library.calls.push(`load ${url}`)
        Reflect.set(globalThis, 'PayloomSandbox', library.open)
        const value = read()
        Reflect.deleteProperty(globalThis, 'PayloomSandbox')
        if (value === undefined) throw new Error('the global is missing')
        return value
      },
    },
    flow: {
      begin: () => {
        throw new Error('no own button')
      },
    },
    loadBalance: () => Promise.reject(new Error('no gift card')),
    text: (key) => key,
  }
}
