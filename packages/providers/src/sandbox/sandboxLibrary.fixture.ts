import type { ChallengeHost, FlowTicket, MethodToCreate, ProviderContext } from '@payloom/core'
import type { Money } from '@payloom/core/contract'
import type { SandboxConfig } from './config.ts'
import type {
  SandboxApproval,
  SandboxError,
  SandboxFields,
  SandboxFieldsChange,
  SandboxFieldsOptions,
  SandboxLibrary,
  SandboxQuote,
  SandboxSheet,
  SandboxSheetAnswer,
  SandboxShippingChange,
  SandboxTokenAnswer,
} from './library.ts'

/** What a test holds of an open window of the company. */
export interface ScriptedSheet {
  approve(approval?: Partial<SandboxApproval>): Promise<SandboxSheetAnswer>
  changeShipping(change: SandboxShippingChange): Promise<SandboxQuote> | undefined
  cancel(): void
}

/** A scripted stand-in for the company's browser library: answers are set, calls are kept. */
export interface ScriptedLibrary {
  open: (publishableKey: string) => SandboxLibrary
  calls: string[]
  /** What the form says next. */
  say(change: Partial<SandboxFieldsChange>): void
  token: SandboxTokenAnswer
  mountFails: boolean
  /** When a slow form has left. */
  leave: () => Promise<void>
  challenge: (signal: AbortSignal) => Promise<{ result: string } | { error: SandboxError }>
  verify: (signal: AbortSignal) => Promise<SandboxTokenAnswer>
  /** What the newest question was shown in. */
  container: HTMLElement | undefined
  press(): void
  isWindowBlocked: boolean
  sheets: ScriptedSheet[]
  readonly listeners: number
}

const approval: SandboxApproval = { token: 'tok_1', contact: { email: 'ada@example.com' } }
const empty = { valid: false, empty: true }
const nothing: SandboxFieldsChange = {
  complete: false,
  empty: true,
  fields: { number: empty, expiry: empty, cvc: empty },
}

export function createScriptedLibrary(): ScriptedLibrary {
  const listeners = new Set<(change: SandboxFieldsChange) => void>()
  const pressed = new Set<() => void>()
  const library: ScriptedLibrary = {
    calls: [],
    token: { token: { id: 'tok_1' } },
    mountFails: false,
    isWindowBlocked: false,
    container: undefined,
    sheets: [],
    leave: async () => {},
    challenge: async () => ({ result: 'result_1' }),
    verify: async () => ({ token: { id: 'tok_1' } }),
    press: () => {
      for (const listener of pressed) listener()
    },
    get listeners() {
      return listeners.size + pressed.size
    },
    say: (change) => {
      for (const listener of listeners) listener({ ...nothing, ...change })
    },
    open: (key) => {
      library.calls.push(`open ${key}`)
      return createLibrary(library, listeners, pressed)
    },
  }
  return library
}

function createLibrary(
  library: ScriptedLibrary,
  listeners: Set<(change: SandboxFieldsChange) => void>,
  pressed: Set<() => void>,
): SandboxLibrary {
  const note = (call: string): void => void library.calls.push(call)
  const mount = async (): Promise<void> => {
    note('mount')
    if (library.mountFails) throw new Error('the frame did not answer')
  }
  const createFields = (options: SandboxFieldsOptions): SandboxFields => {
    note(`fields ${said(options)}`)
    const own = new Set<(change: SandboxFieldsChange) => void>()
    return {
      mount,
      unmount: () => note('unmount'),
      update: ({ amount, locale }) => note(`update ${amount?.value ?? '-'} ${locale ?? '-'}`),
      on: (_, listener) => {
        listeners.add(listener)
        own.add(listener)
        return () => listeners.delete(listener)
      },
      focus: (field) => note(`focus ${field ?? '-'}`),
      createToken: async () => {
        note('createToken')
        return library.token
      },
      destroy: () => {
        for (const listener of own) listeners.delete(listener)
        note('destroy')
      },
    }
  }
  return {
    fields: createFields,
    slowFields: (options) => {
      const fields = createFields(options)
      return {
        ...fields,
        destroy: async () => {
          fields.destroy()
          await library.leave()
          note('left')
        },
      }
    },
    handleAction: ({ id, type = 'challenge' }, container, options = {}) => {
      note(`handleAction ${id} ${type} ${options.locale ?? '-'}`)
      library.container = container
      return library.challenge(options.signal ?? new AbortController().signal)
    },
    verify: (id, { signal, ...looks }) => {
      note(`verify ${id} ${said(looks)}`)
      return library.verify(signal ?? new AbortController().signal)
    },
    payButton: (looks) => {
      note(`payButton ${said(looks)}`)
      return {
        mount,
        unmount: () => note('unmount'),
        update: ({ amount, locale, disabled }) =>
          note(`update ${amount?.value ?? '-'} ${locale ?? '-'} ${disabled ?? '-'}`),
        on: (_, listener) => {
          pressed.add(listener)
          return () => pressed.delete(listener)
        },
        destroy: () => note('destroy'),
      }
    },
    openSheet: ({ amount, locale, shipping }) => {
      note(`openSheet ${amount.value} ${locale} ${shipping ? 'shipping' : '-'}`)
      if (library.isWindowBlocked) return undefined
      const heard: Heard = { canceled: () => {} }
      library.sheets.push({
        approve: async (given) => (await heard.approved?.({ ...approval, ...given })) ?? 'failed',
        changeShipping: (change) => heard.changed?.(change),
        cancel: () => heard.canceled(),
      })
      return {
        onApprove: (answer) => void Object.assign(heard, { approved: answer }),
        onShippingChange: (answer) => void Object.assign(heard, { changed: answer }),
        onCancel: (listener) => void Object.assign(heard, { canceled: listener }),
        close: () => note('close sheet'),
      }
    },
  }
}

/** Who listens to one window. */
interface Heard {
  approved?: Parameters<SandboxSheet['onApprove']>[0]
  changed?: Parameters<SandboxSheet['onShippingChange']>[0]
  canceled: () => void
}

function said({ amount, locale, appearance, kind, brand, last4 }: SandboxFieldsOptions): string {
  const money = amount ? `${amount.value} ${amount.currency}` : 'no amount'
  const card = kind === undefined ? '' : ` ${kind} ${brand ?? '-'} ${last4 ?? '-'}`
  return `${money} ${locale} ${appearance ? JSON.stringify(appearance) : '-'}${card}`
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

export const never: AbortSignal = new AbortController().signal

/** The page's words, as their keys and values. */
const text: ProviderContext['text'] = (key, values) =>
  values ? `${key} ${Object.values(values).join(' ')}` : key

export function contextWith(
  library: ScriptedLibrary,
  amount: Money,
  begin?: () => FlowTicket,
): ProviderContext {
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
      begin:
        begin ??
        (() => {
          throw new Error('no own button')
        }),
    },
    loadBalance: () => Promise.reject(new Error('no gift card')),
    text,
  }
}

/** The page's dialog, with what was asked of it. */
export function createHost(slot: HTMLElement): ChallengeHost & { log: string[]; dismiss(): void } {
  const abort = new AbortController()
  const log: string[] = []
  return {
    log,
    signal: abort.signal,
    dismiss: () => abort.abort(),
    open: async () => {
      log.push('open')
      return slot
    },
    close: () => void log.push('close'),
  }
}
