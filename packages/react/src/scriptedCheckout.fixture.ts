import type {
  AttemptView,
  ChallengeView,
  Checkout,
  OrderTerms,
  PanelState,
  Selection,
  StatusView,
  SubmitState,
} from '@payloom/core'
import type { Method, MethodList, PaymentState } from '@payloom/core/contract'

interface Store<State> {
  getState(): State
  getInitialState(): State
  setState(next: State | Partial<State> | ((state: State) => State | Partial<State>)): void
  subscribe(listener: (state: State, before: State) => void): () => void
}

function createStore<State>(initial: State): Store<State> {
  let state = initial
  const listeners = new Set<(state: State, before: State) => void>()
  return {
    getState: () => state,
    getInitialState: () => initial,
    setState: (next) => {
      const before = state
      state = (typeof next === 'function' ? (next as (state: State) => State)(state) : next) as State
      for (const listener of [...listeners]) listener(state, before)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const card: Method = {
  provider: 'sandbox',
  method: 'card',
  title: 'Card',
  description: 'Visa, Mastercard and more',
  total: { value: 1999, currency: 'EUR' },
  quote: 'quote-card',
  needs: 'component',
  isStorable: false,
  isOffline: false,
}

export const cash: Method = {
  provider: 'plain',
  method: 'cash',
  title: 'Cash on delivery',
  surcharge: { amount: { value: 50, currency: 'EUR' }, fixed: { value: 50, currency: 'EUR' } },
  total: { value: 2049, currency: 'EUR' },
  quote: 'quote-cash',
  needs: 'nothing',
  isStorable: false,
  isOffline: true,
}

export const bankTransfer: Method = {
  provider: 'plain',
  method: 'banktransfer',
  title: 'Bank transfer',
  total: { value: 1999, currency: 'EUR' },
  quote: 'quote-banktransfer',
  needs: 'nothing',
  isStorable: false,
  isOffline: false,
}

export const threeMethods: MethodList = {
  payment: {
    paymentId: 'payment-1',
    kind: 'purchase',
    version: 'v1',
    total: { value: 1999, currency: 'EUR' },
    due: { value: 1999, currency: 'EUR' },
    parts: [],
  },
  methods: [card, cash, bankTransfer],
  stored: [],
  unavailable: [],
}

const attemptId = '0123456789abcdef0123456789abcdef'

/** A payment's state, with what a test changes. */
export function paymentState(changes: Partial<PaymentState> = {}): PaymentState {
  const nothing = { value: 0, currency: 'EUR' }
  const total = { value: 1999, currency: 'EUR' }
  return {
    paymentId: 'payment-1',
    orderId: 'order-1',
    status: 'open',
    settled: false,
    revision: { epoch: 1, seq: 1 },
    updatedAt: '2026-11-22T10:00:00Z',
    amounts: { total, authorized: nothing, captured: nothing, refunded: nothing, chargedBack: nothing },
    attempts: [
      {
        attemptId,
        provider: 'sandbox',
        method: 'card',
        title: 'Card',
        status: 'open',
        amount: total,
        live: true,
      },
    ],
    history: [],
    fulfilment: [],
    ...changes,
  }
}

/** A checkout whose every store a test sets, and whose every call it reads. */
export interface ScriptedCheckout extends Checkout {
  readonly calls: string[]
  setSelection(selection: Partial<Selection>): void
  setPanel(panel: PanelState): void
  setAttempt(attempt: AttemptView): void
  setSubmit(submit: SubmitState): void
  setChallenge(view: ChallengeView): void
  setStatus(paymentId: string, view: StatusView): void
}

/** Makes one. `lists` answers `loadMethodList`, one after the other; the last one again and again. */
export function createScriptedCheckout(
  ...lists: (MethodList | Error | Promise<MethodList>)[]
): ScriptedCheckout {
  const calls: string[] = []
  const selection = createStore<Selection>({ panel: { status: 'none' } })
  const attempt = createStore<AttemptView>({ phase: 'idle' })
  const submit = createStore<SubmitState>({ canSubmit: false, reasons: ['no-method'] })
  const challenge = createStore<ChallengeView>({ status: 'closed' })
  const terms = createStore<OrderTerms>({ consents: {}, store: false, isAsked: false })
  const expressPanel = createStore<PanelState>({ status: 'none' })
  const statuses = createStore<Record<string, StatusView>>({})
  const loading: StatusView = { status: 'loading' }
  let newest: MethodList | undefined
  const code = (method: { provider: string; method: string } | null) =>
    method ? `${method.provider}/${method.method}` : 'null'
  return {
    calls,
    client: {} as Checkout['client'],
    locale: 'en',
    paymentId: undefined,
    async loadMethodList() {
      calls.push('loadMethodList')
      const answer = await (lists.length > 1 ? lists.shift() : lists[0])
      if (answer instanceof Error) throw answer
      newest = answer ?? threeMethods
      const { methods } = newest
      selection.setState((state) => ({
        ...state,
        total: newest?.payment?.total,
        method: methods.find((method) => state.method && code(method) === code(state.method)),
      }))
      return newest
    },
    applyMethodList: () => {},
    selection,
    select(choice) {
      calls.push(`select ${code(choice)}`)
      const method = newest?.methods.find((one) => choice && code(one) === code(choice))
      const presentation = method?.needs === 'nothing' ? 'none' : 'form'
      selection.setState((state) => ({ ...state, method, panel: { status: 'ready', presentation } }))
      submit.setState({ canSubmit: true, reasons: [] })
    },
    warm: (method) => void calls.push(`warm ${code(method)}`),
    retryPanel: () => void calls.push('retryPanel'),
    mountPanel(slot) {
      calls.push('mountPanel')
      if (selection.getState().method?.needs === 'nothing') return () => void calls.push('unmountPanel')
      const input = slot.ownerDocument.createElement('input')
      input.ariaLabel = 'Card number'
      slot.append(input)
      return () => {
        calls.push('unmountPanel')
        slot.replaceChildren()
      }
    },
    attempt,
    submit,
    async placeOrder(options) {
      calls.push('placeOrder')
      if ((await options?.beforeSubmit?.()) === false) return { kind: 'not-sent' }
      calls.push('validate')
      return { kind: 'not-sent' }
    },
    acceptAmount: () => void calls.push('acceptAmount'),
    terms,
    setConsent(name, consent) {
      const { [name]: _, ...others } = terms.getState().consents
      terms.setState({ consents: consent ? { ...others, [name]: consent } : others })
    },
    setStore: (store) => terms.setState({ store }),
    addCheck: () => () => {},
    async removePart(attemptId) {
      calls.push(`removePart ${attemptId}`)
      return { kind: 'removed' }
    },
    express: {
      isExpress: ({ method }) => method === 'paybutton',
      panel: () => expressPanel,
      mount(method) {
        calls.push(`mountExpress ${code(method)}`)
        return () => void calls.push(`unmountExpress ${code(method)}`)
      },
    },
    async resume(token) {
      calls.push(`resume ${token}`)
      return { kind: 'none' }
    },
    async loadStoredMethods() {
      calls.push('loadStoredMethods')
      return newest?.stored ?? []
    },
    deleteStoredMethod: async (id) => void calls.push(`deleteStoredMethod ${id}`),
    challenge: {
      view: challenge,
      attach(element) {
        calls.push('attach')
        element.append('the provider’s own')
        return () => {
          calls.push('detach')
          element.replaceChildren()
        }
      },
      dismiss() {
        calls.push('dismiss')
        challenge.setState({ status: 'closed' })
      },
    },
    status: {
      get: (paymentId) => statuses.getState()[paymentId] ?? loading,
      subscribe: (_, listener) => statuses.subscribe(() => listener()),
      watch(paymentId) {
        calls.push(`watch ${paymentId}`)
        return () => void calls.push(`unwatch ${paymentId}`)
      },
    },
    close: async () => {},
    setSelection: (changes) => selection.setState((state) => ({ ...state, ...changes })),
    setPanel: (panel) => selection.setState((state) => ({ ...state, panel })),
    setAttempt: (view) => attempt.setState(view),
    setSubmit: (state) => submit.setState(state),
    setChallenge: (view) => challenge.setState(view),
    setStatus: (paymentId, view) => statuses.setState((all) => ({ ...all, [paymentId]: view })),
  }
}
