import type { StoreApi } from 'zustand/vanilla'
import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import type { MethodRef } from './client/PaymentClient.ts'
import type { MethodList } from './contract/methodList.ts'
import type { SharedFlow } from './createFlowContext.ts'
import type { PanelMaker } from './createPanelMaker.ts'
import type { PanelStores } from './createPanelStores.ts'
import { PaymentError } from './errors/PaymentError.ts'
import { chosenOf } from './flow/chosenOf.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import type { Panel } from './provider/createPanel.ts'
import { createSelection, type ListChange, type MethodSelection } from './provider/createSelection.ts'
import { isSameMethod } from './provider/isSameMethod.ts'
import type { Selection } from './provider/Selection.ts'
import { createGuardedStore } from './status/createGuardedStore.ts'

/** The panels of express methods: each its own, beside whatever is chosen. */
export interface ExpressDesk extends Pick<Checkout['express'], 'mount'> {
  applyMethodList(list: MethodList): void
  applyChange(change: ListChange): void
  close(): Promise<unknown>
}

/** Options of {@link createExpressDesk}. */
export interface ExpressDeskOptions {
  base: CheckoutBase
  createPanel: PanelMaker
  /** What the page's own button orders with. */
  shared(): SharedFlow
  /** Where the page reads the panel of a method. */
  storeOf: PanelStores
}

interface Place {
  method: MethodRef
  panel: Panel
  selection: MethodSelection
  state: StoreApi<Selection>
  slots: number
}

/** Makes the express panels of one checkout. */
export function createExpressDesk({ base, createPanel, shared, storeOf }: ExpressDeskOptions): ExpressDesk {
  const { clock, report } = base
  const places: Place[] = []
  let list: MethodList | undefined

  const show = ({ method, selection, state, slots }: Place): void => {
    if (slots > 0 && list?.methods.some((row) => isSameMethod(row, method))) selection.select(method)
    else if (slots === 0 && state.getState().method) selection.select(null)
  }
  // A page takes a failed button out. To forget the failure then would bring it back, to fail again without end.
  const showLeft = (place: Place): void => {
    if (place.slots > 0 || place.panel.state.getState().status !== 'error') show(place)
  }
  const createPlace = (method: MethodRef): Place => {
    const state = createGuardedStore<Selection>({ panel: { status: 'none' } }, report)
    const panel = createPanel(() => context)
    const selection = createSelection({ ...base, state, panel, onChoice: () => {} })
    const context: FlowContext = {
      ...shared(),
      panel,
      selected: () => chosenOf(state.getState()),
      applyChange(change) {
        shared().applyChange(change)
        return state.getState().method?.total ?? change.total
      },
    }
    const store = storeOf(method)
    panel.state.subscribe((next) => store.setState(next, true))
    if (list) selection.applyList(list)
    const place = { method, panel, selection, state, slots: 0 }
    places.push(place)
    return place
  }
  return {
    mount(method, slot) {
      if (!isOwnButton(base, method)) {
        report(misuse(method))
        return () => {}
      }
      const place = places.find((known) => isSameMethod(known.method, method)) ?? createPlace(method)
      place.slots++
      show(place)
      const unmount = place.panel.mount(slot)
      return () => {
        unmount()
        place.slots--
        // StrictMode takes the slot and gives it back at once; a button that no page shows any more is ended.
        clock.setTimer(() => showLeft(place), 0)
      }
    },
    applyMethodList(next) {
      list = next
      for (const place of places) {
        place.selection.applyList(next)
        show(place)
      }
    },
    applyChange(change) {
      for (const { selection } of places) selection.applyChange(change)
    },
    close: () => Promise.all(places.map(({ panel }) => panel.close())),
  }
}

function isOwnButton({ registry }: CheckoutBase, method: MethodRef): boolean {
  const match = registry.find(method)?.match
  return match?.capabilities?.express === true && match.presentation === 'button'
}

function misuse({ provider, method }: MethodRef): PaymentError {
  return new PaymentError({
    message: `express.mount: "${provider}/${method}" draws no express button; mount what express.isExpress says.`,
    code: 'configuration',
    origin: 'page',
  })
}
