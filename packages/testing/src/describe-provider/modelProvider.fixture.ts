import {
  type ActionOutcome,
  type ChallengeHost,
  defineProvider,
  PaymentError,
  type Provider,
  type ProviderContext,
  type ProviderModule,
  type ProviderSession,
  type SessionState,
} from '@payloom/core'
import type { ProviderAction } from '@payloom/core/contract'
import { modelScript, readModelLibrary } from './modelCompany.fixture.ts'
import type { ProviderSubject } from './ProviderSubject.ts'

/** One thing that a provider can get wrong. */
export type Fault = (typeof faults)[number]

export const faults = [
  'leaks a frame at each mount',
  'leaks a listener at each session',
  'leaks a listener on the body at each session',
  'leaks a listener of a media query at each mount',
  'leaks a script at each mount',
  'leaks a timer at each mount',
  'leaks a dialog in the page',
  'collects the same token again',
  'draws although it was unmounted meanwhile',
  'stays busy after it was left',
  'keeps a listener when it is left while it is created',
  'is drawn one time only',
  'answers a second mount with the first one that was given up',
  'shares one field among all checkouts',
  'leaves words in the slot',
  'shows the old amount',
  'collects the old amount',
  'throws when the locale changes',
  'ignores the locale',
  'forgets the wish to keep the method',
  'throws when the wish to keep changes',
  'keeps the method though the wish was taken back',
  'throws at an action that makes no sense',
  'takes a closed dialog for a yes',
  'never ends a challenge that was left',
  'tells nothing of a challenge that was done',
  'throws when it is ended a second time',
  'never says that it has ended',
  'shows a blank form on a wrong config',
  'says ready before anything is filled in',
  'names no field to mend',
  'draws a notice after it was left while collecting',
  'keeps a script that was not found',
  'waits for ever for its script',
  'keeps a script that is another program',
  'loads its script twice',
  'writes errors to the console',
  'shows a frame that its policy does not name',
] as const

/** A provider with a form, a company's script and a challenge, and with as many faults as a test wants. */
export function modelSubject(fault?: Fault): ProviderSubject {
  return {
    provider: createModelProvider((name) => name === fault),
    scripts: [modelScript],
    pages: [{ url: 'https://frames.model-company.example/*', body: '<p>a frame</p>' }],
    methods: [
      {
        method: 'card',
        config: { key: 'pk_1' },
        listed: { isStorable: true },
        fill: (slot) => type(slot, '4111'),
        spoil: (slot) => type(slot, ''),
        readAmount: (slot) => Number(slot.querySelector('output')?.textContent),
        amountOf: ({ amount }) => Number(amount),
        readLocale: (slot) => slot.querySelector('output')?.lang,
        actions: [
          {
            action: { type: 'model.challenge', id: 'act_1' },
            approve: async (room) => (await room()).querySelector('button')?.click(),
          },
        ],
      },
    ],
  }
}

function type(slot: HTMLElement, text: string): void {
  const field = slot.querySelector('input')
  if (!field) throw new Error('There is no field to fill in.')
  field.value = text
  field.dispatchEvent(new Event('input'))
}

type Has = (fault: Fault) => boolean

function createModelProvider(has: Has): Provider {
  const shared: Shared = { isBusy: false, loads: 0 }
  const module: ProviderModule = {
    config: {
      '~standard': {
        version: 1,
        vendor: 'model',
        validate: (value) =>
          typeof value === 'object' &&
          value &&
          ('key' in value || has('shows a blank form on a wrong config'))
            ? { value }
            : { issues: [{ message: 'key is missing' }] },
      },
    },
    csp: () => ({
      script: ['https://js.model-company.example'],
      frame: ['https://frames.model-company.example'],
    }),
    async create(_, context, signal) {
      const onAbort = (): void => {}
      window.addEventListener('blur', onAbort)
      const keep = has('keeps a listener when it is left while it is created')
      try {
        if (shared.isBusy) throw new Error('The form is in use.')
        shared.isBusy = has('stays busy after it was left')
        await loadScript(shared, has, context, signal)
        signal.throwIfAborted()
      } finally {
        if (!signal.aborted) shared.isBusy = false
        if (!(keep && signal.aborted)) window.removeEventListener('blur', onAbort)
      }
      return createModelSession(shared, has, context)
    },
  }
  return defineProvider({
    id: 'model',
    matches: [
      {
        ...{ method: 'card', purposes: ['pay'], presentation: 'form' },
        capabilities: { store: true, challenge: 'after-order' },
      },
    ],
    actions: ['model.challenge'],
    load: async () => module,
  })
}

interface Shared {
  isBusy: boolean
  loads: number
  field?: HTMLInputElement
  script?: Promise<unknown> | undefined
}

async function loadScript(
  shared: Shared,
  has: Has,
  { scripts }: ProviderContext,
  signal: AbortSignal,
): Promise<void> {
  const { url } = modelScript
  if (has('waits for ever for its script')) {
    if (!readModelLibrary()) await insertTag(url)
    if (!readModelLibrary()) throw unavailable('script-broken')
    return
  }
  const keeps = (code: unknown): boolean =>
    (code === 'script-blocked' && has('keeps a script that was not found')) ||
    (code === 'script-broken' && has('keeps a script that is another program'))
  shared.script ??= scripts.load(url, readModelLibrary, signal)
  try {
    await shared.script
    if (has('loads its script twice') && shared.loads++ === 0) await insertTag(url)
    shared.script = undefined
  } catch (error) {
    if (!keeps((error as PaymentError).code)) shared.script = undefined
    throw error
  }
}

/** Without a limit, and without a second try. */
function insertTag(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = url
    script.onload = () => {
      if (!readModelLibrary()) script.remove()
      resolve()
    }
    script.onerror = () => {
      script.remove()
      reject(unavailable('script-blocked'))
    }
    document.head.append(script)
  })
}

function unavailable(code: string): PaymentError {
  return new PaymentError({ message: `model: ${code}.`, code, retry: 'same', origin: 'provider' })
}

function createModelSession(shared: Shared, has: Has, context: ProviderContext): ProviderSession {
  const field =
    (has('shares one field among all checkouts') && shared.field) || document.createElement('input')
  shared.field = field
  const shown = document.createElement('output')
  const show = ({ value }: { value: number }) => {
    shown.textContent = String(value)
  }
  show(context.amount)
  let state: SessionState = { phase: 'loading', canSubmit: false }
  const listeners = new Set<() => void>()
  const setState = (next: SessionState): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const isReadyAtOnce = has('says ready before anything is filled in')
  const say = (): void => setState({ phase: 'ready', canSubmit: isReadyAtOnce || field.value !== '' })
  field.addEventListener('input', say)
  const onResize = (): void => {}
  window.addEventListener('resize', onResize)
  if (has('leaks a listener on the body at each session')) document.body.addEventListener('click', () => {})
  const parts: Parts = {
    ...{ shared, has, field, shown, say },
    ...{ ends: 0, mounts: 0, wasWished: false, amount: context.amount.value },
  }
  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ...createDrawing(parts),
    async update({ amount, locale, store }) {
      if (store !== undefined && has('throws when the wish to keep changes'))
        throw new Error('There is no wish.')
      parts.wasWished ||= store === true
      if (locale && has('throws when the locale changes')) throw new Error('There is no such locale.')
      if (locale && !has('ignores the locale')) shown.lang = locale
      if (amount && !has('shows the old amount')) show(amount)
      if (amount && !has('collects the old amount')) parts.amount = amount.value
      return 'updated'
    },
    collect: () => collect(parts),
    perform: (action, host, signal) => perform(has, action, host, signal),
    async destroy() {
      if (parts.ends++ > 0 && has('throws when it is ended a second time')) throw new Error('It has ended.')
      listeners.clear()
      parts.unmount?.()
      if (!has('leaks a listener at each session')) window.removeEventListener('resize', onResize)
      if (has('never says that it has ended')) await new Promise(() => {})
    },
  }
}

interface Parts {
  shared: Shared
  has: Has
  field: HTMLInputElement
  shown: HTMLOutputElement
  say(): void
  ends: number
  mounts: number
  /** Whether the shopper ever wanted the method kept. */
  wasWished: boolean
  /** What the company makes tokens for. */
  amount: number
  token?: string
  slot?: HTMLElement | undefined
  mounting?: Promise<void> | undefined
  unmount?(): void
}

function createDrawing(parts: Parts): Pick<ProviderSession, 'mount' | 'unmount'> {
  const { has, field, shown, say } = parts
  const frame = document.createElement('iframe')
  frame.src = has('shows a frame that its policy does not name')
    ? 'https://elsewhere.example/'
    : 'https://frames.model-company.example/form'
  const unmount = (): void => {
    for (const element of [field, shown, frame]) element.remove()
    parts.slot = undefined
  }
  parts.unmount = unmount
  const mount = async (slot: HTMLElement, signal: AbortSignal): Promise<void> => {
    if (has('is drawn one time only') && parts.mounts > 0) return
    // biome-ignore lint/suspicious/noConsole: that is the fault.
    if (has('writes errors to the console')) console.error('model: deprecated')
    // As a company's library does: its frame takes a moment.
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (signal.aborted && !has('draws although it was unmounted meanwhile')) return
    parts.mounts++
    parts.slot = slot
    slot.append(field, shown, frame)
    if (has('leaves words in the slot')) slot.append('Secured by Model')
    if (has('leaks a frame at each mount')) document.body.append(document.createElement('iframe'))
    if (has('leaks a script at each mount')) document.body.append(document.createElement('script'))
    if (has('leaks a listener of a media query at each mount'))
      matchMedia('print').addEventListener('change', () => {})
    if (has('leaks a timer at each mount')) setInterval(() => {}, 60_000)
    if (has('leaks a dialog in the page')) document.body.append(document.createElement('dialog'))
    say()
  }
  return {
    async mount(slot, signal) {
      if (!has('answers a second mount with the first one that was given up')) return mount(slot, signal)
      parts.mounting ??= mount(slot, signal).finally(() => {
        parts.mounting = undefined
      })
      return parts.mounting
    },
    unmount,
  }
}

async function collect(parts: Parts): Promise<{ data: Record<string, unknown>; store?: boolean }> {
  const { has, field } = parts
  if (field.value === '' && !has('says ready before anything is filled in')) {
    throw new PaymentError({
      message: 'model: the number is missing; ask the shopper for it.',
      ...{ code: 'invalid_data', retry: 'same', origin: 'provider' },
      ...(has('names no field to mend') ? {} : { field: 'number' }),
    })
  }
  const { slot } = parts
  const token = (await readModelLibrary()?.createToken()) ?? ''
  if (has('draws a notice after it was left while collecting')) slot?.append(document.createElement('p'))
  parts.token ??= token
  const sent = has('collects the same token again') ? parts.token : token
  const data = { token: sent, amount: parts.amount }
  if (has('forgets the wish to keep the method')) return { data, store: false }
  if (has('keeps the method though the wish was taken back') && parts.wasWished) return { data, store: true }
  return { data }
}

async function perform(
  has: Has,
  { id }: ProviderAction,
  host: ChallengeHost,
  signal: AbortSignal,
): Promise<ActionOutcome> {
  if (id === undefined) {
    if (has('throws at an action that makes no sense')) throw new TypeError('id is undefined')
    return { kind: 'failed', error: { code: 'provider_unavailable', retry: 'same' } }
  }
  const button = document.createElement('button')
  button.textContent = 'Approve'
  const room = await host.open({})
  room.append(button)
  const isApproved = await new Promise<boolean>((resolve) => {
    button.addEventListener('click', () => resolve(true))
    host.signal.addEventListener('abort', () => resolve(has('takes a closed dialog for a yes')))
    if (has('never ends a challenge that was left')) return
    signal.addEventListener('abort', () => resolve(false))
    if (signal.aborted) resolve(false)
  })
  host.close()
  if (!isApproved || has('tells nothing of a challenge that was done')) return { kind: 'canceled' }
  return { kind: 'details', data: { id } }
}
