import type {
  AttemptView,
  ChallengeView,
  Checkout,
  OrderCheck,
  OrderTerms,
  PanelState,
  Selection,
  StatusView,
  SubmitState,
} from '@payloom/core'
import type { Method, MethodList, PaymentState, StoredMethod } from '@payloom/core/contract'

interface Store<State> {
  getState(): State
  getInitialState(): State
  setState(next: State | Partial<State> | ((state: State) => State | Partial<State>), replace?: boolean): void
  subscribe(listener: (state: State, before: State) => void): () => void
}

function createStore<State>(initial: State): Store<State> {
  let state = initial
  const listeners = new Set<(state: State, before: State) => void>()
  return {
    getState: () => state,
    getInitialState: () => initial,
    setState: (next, replace) => {
      const before = state
      const change = typeof next === 'function' ? (next as (state: State) => Partial<State>)(state) : next
      state = replace ? (change as State) : { ...state, ...change }
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

export const payButton: Method = {
  provider: 'sandbox',
  method: 'paybutton',
  title: 'Sandbox Pay',
  total: { value: 1999, currency: 'EUR' },
  quote: 'quote-paybutton',
  needs: 'component',
  isStorable: false,
  isOffline: false,
}

export const storedVisa: StoredMethod = {
  id: 'sm_1',
  provider: 'sandbox',
  method: 'card',
  title: 'Card',
  brand: 'visa',
  last4: '1111',
  expiry: '04/31',
  needsCvc: false,
  quote: 'quote-stored',
}

export const storedMastercard: StoredMethod = {
  ...storedVisa,
  id: 'sm_2',
  brand: 'mastercard',
  last4: '4444',
  expiry: '11/29',
  needsCvc: true,
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

/** Of a total of 19.99 a gift card has covered 10.00. */
export const partlyPaid: MethodList = {
  ...threeMethods,
  payment: {
    paymentId: 'payment-1',
    kind: 'purchase',
    version: 'v1',
    total: { value: 1999, currency: 'EUR' },
    due: { value: 999, currency: 'EUR' },
    parts: [
      {
        attemptId,
        provider: 'sandbox',
        method: 'gift',
        title: 'Gift card',
        amount: { value: 1000, currency: 'EUR' },
      },
    ],
  },
  methods: threeMethods.methods.map((method) => ({ ...method, total: { value: 999, currency: 'EUR' } })),
}

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
  setExpressPanel(panel: PanelState): void
  setAttempt(attempt: AttemptView): void
  setSubmit(submit: SubmitState): void
  setChallenge(view: ChallengeView): void
  setStatus(paymentId: string, view: StatusView): void
}

type MethodChoice = { provider: string; method: string; storedMethodId?: string | undefined } | null

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
  const checks = new Set<OrderCheck>()
  const deleted = new Set<string>()
  let newest: MethodList | undefined
  const code = (method: { provider: string; method: string } | null) =>
    method ? `${method.provider}/${method.method}` : 'null'
  const rowOf = (choice: MethodChoice) =>
    newest?.methods.find((one) => choice !== null && code(one) === code(choice))
  return {
    calls,
    client: {} as Checkout['client'],
    locale: 'en',
    paymentId: undefined,
    serverNow: () => Date.now(),
    async loadMethodList() {
      calls.push('loadMethodList')
      const answer = await (lists.length > 1 ? lists.shift() : lists[0])
      if (answer instanceof Error) throw answer
      newest = answer ?? threeMethods
      newest = { ...newest, stored: newest.stored.filter(({ id }) => !deleted.has(id)) }
      const { payment, stored } = newest
      selection.setState((state) => ({
        isListOutdated: false,
        total: payment?.total,
        due: payment?.due,
        kind: payment?.kind,
        method: state.method && rowOf(state.method),
        stored: stored.find(({ id }) => id === state.stored?.id),
      }))
      return newest
    },
    applyMethodList: () => {},
    selection,
    select(choice) {
      const { storedMethodId } = choice ?? {}
      calls.push(`select ${code(choice)}${storedMethodId === undefined ? '' : ` ${storedMethodId}`}`)
      const method = rowOf(choice)
      const stored = newest?.stored.find(({ id }) => id === storedMethodId)
      const drawn = method?.method === 'paybutton' ? 'button' : 'form'
      const presentation = method?.needs === 'nothing' ? 'none' : drawn
      selection.setState({ method, stored, presentation, panel: { status: 'ready', presentation } })
      submit.setState(
        presentation === 'button'
          ? { canSubmit: false, reasons: ['own-button'] }
          : { canSubmit: true, reasons: [] },
      )
    },
    warm: (method) => void calls.push(`warm ${code(method)}`),
    retryPanel: () => void calls.push('retryPanel'),
    mountPanel(slot) {
      calls.push('mountPanel')
      const { method, stored, presentation } = selection.getState()
      if (method?.needs === 'nothing' || stored?.needsCvc === false)
        return () => void calls.push('unmountPanel')
      slot.append(presentation === 'button' ? drawButton(slot) : drawField(slot))
      return () => {
        calls.push('unmountPanel')
        slot.replaceChildren()
      }
    },
    attempt,
    submit,
    async placeOrder(options) {
      calls.push('placeOrder')
      const missing = Object.values(terms.getState().consents).some(
        ({ given, isRequired }) => isRequired && !given,
      )
      if (missing) terms.setState({ isAsked: true })
      for (const check of [...checks, options?.beforeSubmit]) {
        if ((await check?.()) === false) return { kind: 'not-sent' }
      }
      if (missing) return { kind: 'not-sent' }
      calls.push('validate')
      return { kind: 'not-sent' }
    },
    acceptAmount: () => void calls.push('acceptAmount'),
    supersede: () => void calls.push('supersede'),
    async cancelPayment() {
      calls.push('cancelPayment')
      return { kind: 'not-sent' }
    },
    terms,
    setConsent(name, consent) {
      const { [name]: _, ...others } = terms.getState().consents
      terms.setState({ consents: consent ? { ...others, [name]: consent } : others })
    },
    setStore: (store) => terms.setState({ store }),
    addCheck(check) {
      checks.add(check)
      return () => void checks.delete(check)
    },
    async removePart(id) {
      calls.push(`removePart ${id}`)
      selection.setState({ isListOutdated: true })
      return { kind: 'removed' }
    },
    express: {
      isExpress: ({ method }) => method === 'paybutton',
      panel: () => expressPanel,
      mount(method, slot) {
        calls.push(`mountExpress ${code(method)}`)
        slot.append(drawButton(slot))
        return () => {
          calls.push(`unmountExpress ${code(method)}`)
          slot.replaceChildren()
        }
      },
    },
    async resume(token) {
      calls.push(`resume ${token}`)
      return { kind: 'none' }
    },
    async loadStoredMethods() {
      calls.push('loadStoredMethods')
      return [storedVisa, storedMastercard].filter(({ id }) => !deleted.has(id))
    },
    async deleteStoredMethod(id) {
      calls.push(`deleteStoredMethod ${id}`)
      deleted.add(id)
    },
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
        challenge.setState({ status: 'closed' }, true)
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
    setSelection: (changes) => selection.setState(changes),
    setPanel: (panel) => selection.setState({ panel }),
    setExpressPanel: (panel) => expressPanel.setState(panel, true),
    setAttempt: (view) => attempt.setState(view, true),
    setSubmit: (state) => submit.setState(state),
    setChallenge: (view) => challenge.setState(view, true),
    setStatus: (paymentId, view) => statuses.setState((all) => ({ ...all, [paymentId]: view })),
  }
}

function drawField({ ownerDocument }: HTMLElement): HTMLElement {
  const input = ownerDocument.createElement('input')
  input.ariaLabel = 'Card number'
  return input
}

function drawButton({ ownerDocument }: HTMLElement): HTMLElement {
  const button = ownerDocument.createElement('button')
  button.textContent = 'Pay with Sandbox'
  return button
}
