import type { StoreApi } from 'zustand/vanilla'
import type { Method, MethodList } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import type { Panel } from './createPanel.ts'
import type { ProviderRegistry } from './createProviderRegistry.ts'
import { isSameMethod } from './isSameMethod.ts'
import type { MethodChoice } from './MethodChoice.ts'
import type { PanelChoice } from './PanelChoice.ts'
import type { Selection } from './Selection.ts'
import { selectionOf } from './selectionOf.ts'

/** What `amount-changed` told. */
export interface ListChange {
  methods?: Method[] | undefined
  total?: Money | undefined
}

/** What the shopper chose from the newest list, and its panel. */
export interface MethodSelection {
  /** Makes a list the newest one. A chosen method that is gone from it is chosen no more. */
  applyList(list: MethodList): void
  /** Takes what `amount-changed` told into the newest list. @returns what the shopper would pay by the chosen method now. */
  applyChange(change: ListChange): Money | undefined
  select(choice: MethodChoice | null): void
  /** Says that the newest list is no longer true. */
  outdate(): void
  retryPanel(): void
}

/** Options of {@link createSelection}. */
export interface SelectionOptions {
  /** Where the selection is kept. */
  state: StoreApi<Selection>
  registry: ProviderRegistry
  panel: Panel
  /** A method was chosen, or none is any more. */
  onChoice(isChosen: boolean): void
  report(error: unknown): void
}

/** Makes the selection of one checkout. */
export function createSelection(options: SelectionOptions): MethodSelection {
  const { state, registry, panel, onChoice, report } = options
  /** What the page shows already was chosen while this code came. */
  let chosen = choiceOf(state.getState())
  let isOpen = false
  let list: MethodList | undefined

  panel.state.subscribe((next) => state.setState((before) => ({ ...before, panel: next }), true))

  const read = (choice: MethodChoice | null) => selectionOf(list, choice, registry, state.getState().panel)
  const show = (choice: MethodChoice | null): void => {
    chosen = choice
    state.setState(read(choice), true)
  }
  const openPanel = (wanted: Selection): void => {
    const choice = panelChoiceOf(wanted, registry)
    if (!choice) report(misuse(wanted.method, undrawable))
    isOpen = true
    panel.open(choice)
  }
  const clear = (): void => {
    isOpen = false
    panel.open(undefined)
    show(null)
    onChoice(false)
  }
  const applyList = (next: MethodList): void => {
    const before = state.getState()
    list = next
    const now = read(chosen)
    if (!now.method) {
      if (chosen) clear()
      else show(null)
      return
    }
    // A company may bind what it gave for one payment to that payment: another one needs a session of its own.
    if (isOpen && next.payment && next.payment.paymentId !== before.paymentId) openPanel(now)
    show(chosen)
    const amount = amountOf(now)
    if (amount) panel.changeAmount(amount)
  }
  return {
    applyList,
    applyChange(change) {
      if (!list) return change.total
      applyList(changedList(list, change))
      // The quotes of stored rows are not told: only a new list has them.
      if (list.stored.length > 0) state.setState({ isListOutdated: true })
      return state.getState().method?.total ?? change.total
    },
    select(wanted) {
      if (!wanted) {
        if (state.getState().method) clear()
        return
      }
      const next = read(wanted)
      if (!next.method) {
        report(misuse(wanted, 'is not in the newest list; load the list first'))
        // What the page showed while the code came is not there any more.
        if (!isOpen && state.getState().method) clear()
        return
      }
      if (isOpen && isSameChoice(chosen, wanted) && next.panel.status !== 'error') return
      // The panel first: at no moment stands the new method beside the panel of the one before.
      openPanel(next)
      show(wanted)
      onChoice(true)
    },
    outdate: () => state.setState({ isListOutdated: true }),
    retryPanel: () => void (chosen && openPanel(read(chosen))),
  }
}

const undrawable = 'cannot be drawn, or has no total; load the list inside a checkout'

function choiceOf({ method, stored }: Selection): MethodChoice | null {
  return method ? { provider: method.provider, method: method.method, storedMethodId: stored?.id } : null
}

function changedList(list: MethodList, { methods, total }: ListChange): MethodList {
  const { payment } = list
  // What the parts have paid stays paid.
  const paid = payment ? payment.total.value - payment.due.value : 0
  return {
    ...list,
    ...(payment && total
      ? { payment: { ...payment, total, due: { ...total, value: total.value - paid } } }
      : {}),
    ...(methods ? { methods } : {}),
  }
}

function panelChoiceOf(wanted: Selection, registry: ProviderRegistry): PanelChoice | undefined {
  const { method, stored, purpose = 'pay', paymentId } = wanted
  const entry = method && registry.find(method, purpose)
  const amount = amountOf(wanted)
  if (!entry || !amount) return undefined
  return { entry, method, amount, purpose, paymentId, storedMethodId: stored?.id }
}

function amountOf({ method, due }: Selection): Money | undefined {
  return method?.total ?? due
}

function isSameChoice(a: MethodChoice | null, b: MethodChoice): boolean {
  return a !== null && isSameMethod(a, b) && a.storedMethodId === b.storedMethodId
}

function misuse(choice: MethodChoice | undefined, cure: string): PaymentError {
  const { provider, method, storedMethodId } = choice ?? { provider: '', method: '' }
  const stored = storedMethodId === undefined ? '' : ` (stored ${storedMethodId})`
  const message = `select: "${provider}/${method}"${stored} ${cure}.`
  return new PaymentError({ message, code: 'configuration', origin: 'page' })
}
