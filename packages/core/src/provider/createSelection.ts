import type { StoreApi } from 'zustand/vanilla'
import type { MethodRef } from '../client/PaymentClient.ts'
import type { Method, MethodList } from '../contract/methodList.ts'
import type { Money } from '../contract/money.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import type { Panel } from './createPanel.ts'
import type { ProviderRegistry } from './createProviderRegistry.ts'
import type { PanelChoice } from './PanelChoice.ts'
import type { Selection } from './Selection.ts'

/** What the shopper chose from the newest list, and its panel. */
export interface MethodSelection {
  /** Makes a list the newest one. A chosen method that is gone from it is chosen no more. */
  applyList(list: MethodList): void
  /** Takes what `amount-changed` told into the newest list. @returns what the shopper would pay by the chosen method now. */
  applyChange(change: { methods?: Method[] | undefined; total?: Money | undefined }): Money | undefined
  select(method: MethodRef | null): void
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
  /** The method whose panel is open, and the payment that its session was made for. */
  let opened: { method: MethodRef; paymentId: string | undefined } | undefined
  let list: MethodList | undefined

  panel.state.subscribe((next) => state.setState((before) => ({ ...before, panel: next }), true))

  const show = (method: Method | undefined): void => {
    const { total, paymentId } = list?.payment ?? {}
    state.setState(({ panel }) => ({ ...(method && { method }), total, paymentId, panel }), true)
  }
  const openPanel = (method: Method): void => {
    const choice = choiceOf(method, list, registry)
    if (!choice)
      report(misuse(`${nameOf(method)} cannot be drawn, or has no total; load the list inside a checkout.`))
    opened = { method, paymentId: list?.payment?.paymentId }
    panel.open(choice)
  }
  const clear = (): void => {
    opened = undefined
    panel.open(undefined)
    show(undefined)
    onChoice(false)
  }
  const applyList = (next: MethodList): void => {
    list = next
    const chosen = state.getState().method
    const method = chosen && rowOf(next, chosen)
    if (chosen && !method) {
      clear()
      return
    }
    // A company may bind what it gave for one payment to that payment: another one needs a session of its own.
    if (method && opened && next.payment && next.payment.paymentId !== opened.paymentId) openPanel(method)
    show(method)
    const amount = method && amountOf(method, next)
    if (amount) panel.changeAmount(amount)
  }
  return {
    applyList,
    applyChange({ methods, total }) {
      if (!list) return total
      const payment = list.payment && total ? { payment: { ...list.payment, total, due: total } } : {}
      applyList({ ...list, ...payment, ...(methods ? { methods } : {}) })
      return state.getState().method?.total ?? total
    },
    select(wanted) {
      const { method: before, panel: panelBefore } = state.getState()
      if (!wanted) {
        if (before) clear()
        return
      }
      const method = list && rowOf(list, wanted)
      if (!method) {
        report(misuse(`${nameOf(wanted)} is not in the newest list; load the list first.`))
        if (before && !opened) clear()
        return
      }
      if (opened && isSameMethod(opened.method, method) && panelBefore.status !== 'error') return
      // The panel first: at no moment stands the new method beside the panel of the one before.
      openPanel(method)
      show(method)
      onChoice(true)
    },
    retryPanel() {
      const { method } = state.getState()
      if (method) openPanel(method)
    },
  }
}

function choiceOf(
  method: Method,
  list: MethodList | undefined,
  registry: ProviderRegistry,
): PanelChoice | undefined {
  const entry = registry.find(method)
  const amount = amountOf(method, list)
  if (!entry || !amount) return undefined
  const paymentId = list?.payment?.paymentId
  return { entry, method, amount, ...(paymentId === undefined ? {} : { paymentId }) }
}

function amountOf(method: Method, list: MethodList | undefined): Money | undefined {
  return method.total ?? list?.payment?.due
}

function rowOf({ methods }: MethodList, wanted: MethodRef): Method | undefined {
  return methods.find((method) => isSameMethod(method, wanted))
}

function isSameMethod(a: MethodRef, b: MethodRef): boolean {
  return a.provider === b.provider && a.method === b.method
}

function nameOf({ provider, method }: MethodRef): string {
  return `"${provider}/${method}"`
}

function misuse(cure: string): PaymentError {
  return new PaymentError({ message: `select: ${cure}`, code: 'configuration', origin: 'page' })
}
