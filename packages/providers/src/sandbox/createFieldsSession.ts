import type { ActionOutcome, ChallengeHost, ProviderSession, SessionState } from '@payloom/core'
import type { ProviderAction } from '@payloom/core/contract'
import { createSessionState, notDrawn } from './createSessionState.ts'
import { givenUpError, libraryError, notShownError, sandboxError } from './errors.ts'
import type {
  SandboxFields,
  SandboxFieldsChange,
  SandboxLooks,
  SandboxSlowFields,
  SandboxTokenAnswer,
} from './library.ts'

/** Options of {@link createFieldsSession}. */
export interface FieldsSessionOptions {
  fields: SandboxFields | SandboxSlowFields
  /** Written by the session: every screen of the company is shown with what is true by then. */
  looks: SandboxLooks
  /** What the backend is sent for a token. @default its id, as `token` */
  toData?: (token: string, signal: AbortSignal) => Promise<Record<string, unknown>>
  /** Absent: the method asks for no steps after the order. */
  perform?: (
    looks: SandboxLooks,
    action: ProviderAction,
    host: ChallengeHost,
    signal: AbortSignal,
  ) => Promise<ActionOutcome>
}

/** Makes the session of a form in the company's own frames. */
export function createFieldsSession(options: FieldsSessionOptions): ProviderSession {
  const { fields, looks, perform, toData = async (token) => ({ token }) } = options
  const state = createSessionState(notDrawn)
  const ending = new AbortController()
  let mounted: object | undefined
  let ended: Promise<void> | undefined
  const off = fields.on('change', (change) => state.set(stateOfChange(change)))
  const endsWith = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, ending.signal])

  const unmount = (): void => {
    mounted = undefined
    fields.unmount()
    // What was typed went with the frame.
    state.set(notDrawn)
  }
  const mount: ProviderSession['mount'] = async (slot, signal) => {
    if (signal.aborted || ended) return
    const mine = {}
    mounted = mine
    signal.addEventListener('abort', () => mounted === mine && unmount(), { once: true })
    try {
      await fields.mount(slot)
    } catch (cause) {
      if (mounted === mine) throw notShownError('card fields', cause)
    }
    if (mounted === mine && state.state.phase !== 'ready') state.set({ ...state.state, phase: 'ready' })
  }
  return {
    get state() {
      return state.state
    },
    subscribe: state.subscribe,
    mount,
    unmount,
    async update({ amount, locale, appearance }) {
      if (appearance) return 'recreate'
      // A form that was made without an amount is one that takes no money.
      const patch = { ...(amount && looks.amount ? { amount } : {}), ...(locale ? { locale } : {}) }
      Object.assign(looks, patch)
      if (patch.amount ?? patch.locale) fields.update(patch)
      return 'updated'
    },
    async collect(signal) {
      const either = endsWith(signal)
      const token = await createToken(fields)
      if (either.aborted) throw givenUpError('collect')
      return { data: await toData(token, either) }
    },
    ...(perform ? { perform: (action, host, signal) => perform(looks, action, host, endsWith(signal)) } : {}),
    focusFirstInvalid: () => fields.focus(firstInvalid(state.state)),
    destroy() {
      if (ended) return ended
      unmount()
      state.close()
      ending.abort()
      off()
      ended = Promise.resolve(fields.destroy())
      return ended
    },
  }
}

async function createToken(fields: SandboxFields | SandboxSlowFields): Promise<string> {
  let answer: SandboxTokenAnswer
  try {
    answer = await fields.createToken()
  } catch (cause) {
    throw libraryError('createToken', cause)
  }
  if (answer.error !== undefined) throw sandboxError(answer.error)
  return answer.token.id
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
