import type { CheckoutStores } from './CheckoutBase.ts'
import type { Panel } from './provider/createPanel.ts'

/** Tells the chosen method's session whether the shopper wants the method to be kept. */
export function followStore({ terms, selection }: CheckoutStores, panel: Pick<Panel, 'changeStore'>): void {
  let told = false
  const update = (): void => {
    const { method, purpose } = selection.getState()
    const isKept = terms.getState().store && method?.isStorable === true && purpose === 'pay'
    if (isKept === told) return
    told = isKept
    panel.changeStore(isKept)
  }
  terms.subscribe(update)
  selection.subscribe(update)
  update()
}
