import { attemptKey } from './attempt/attemptKey.ts'
import type { Checkout } from './Checkout.ts'
import type { CheckoutBase } from './CheckoutBase.ts'
import { createLoader } from './client/createLoader.ts'
import type { MethodList } from './contract/methodList.ts'
import type { PaymentErrorData } from './contract/paymentErrorData.ts'
import { createLoans } from './createLoans.ts'
import type { OrderDesk } from './createOrderDesk.ts'
import { createPanelStores } from './createPanelStores.ts'
import { createResumeDoor } from './createResumeDoor.ts'
import type { MethodChoice } from './provider/MethodChoice.ts'
import type { PanelState } from './provider/PanelState.ts'
import { selectionOf } from './provider/selectionOf.ts'

/** The door to the desk: it answers at once, and lets the desk's code come when a method is chosen. */
export interface DeskDoor extends Omit<OrderDesk, 'challenge' | 'mountExpress'>, Pick<Checkout, 'express'> {
  challenge: Pick<Checkout['challenge'], 'attach' | 'dismiss'>
  /** Lets the code come ahead. */
  warm(): void
}

/** Makes the door. What is chosen, lent or listed before the desk is there is handed over when it comes. */
export function createDeskDoor(base: CheckoutBase): DeskDoor {
  const { report, registry, signal } = base
  const panel = createPanelStores(report)
  const { lend, handOver } = createLoans<OrderDesk>()
  let desk: OrderDesk | undefined
  let list: MethodList | undefined
  let wanted: MethodChoice | null = null

  const load = createLoader(async () => {
    const { createOrderDesk } = await import('./createOrderDesk.ts')
    const made = createOrderDesk(base, panel)
    if (signal.aborted) return made
    desk = made
    handOver(made)
    if (list) made.applyMethodList(list)
    if (wanted) made.select(wanted)
    return made
  })
  const call = (): void => {
    load('select').catch((error: unknown) => {
      report(error)
      showWaiting(base, list, wanted, { status: 'error', error: notLoaded })
    })
  }
  const select = (method: MethodChoice | null): void => {
    if (desk) {
      desk.select(method)
      return
    }
    wanted = method
    showWaiting(base, list, wanted, { status: 'loading' })
    if (method) call()
  }
  return {
    select,
    warm: call,
    applyMethodList(next) {
      list = next
      if (desk) desk.applyMethodList(next)
      else {
        showWaiting(base, list, wanted, { status: 'loading' })
        if (next.payment && isOpen(base, next.payment.paymentId)) call()
      }
    },
    retryPanel: () => (desk ? desk.retryPanel() : select(wanted)),
    mountPanel: (slot) => lend((made) => made.mountPanel(slot)),
    placeOrder: (options) => desk?.placeOrder(options) ?? Promise.resolve({ kind: 'not-sent' }),
    supersede: () => desk?.supersede(),
    cancelPayment: async () => (await desk?.cancelPayment()) ?? { kind: 'not-sent' },
    acceptAmount: () => desk?.acceptAmount(),
    express: {
      isExpress: (method) => registry.find(method)?.match.capabilities?.express === true,
      panel,
      mount(method, slot) {
        call()
        return lend((made) => made.mountExpress(method, slot))
      },
    },
    resume: createResumeDoor(() => load('resume')),
    loadSetup: async () => (await load('createSetup')).loadSetup(),
    removePart: (attemptId) =>
      load('removePart').then(
        (made) => made.removePart(attemptId),
        () => ({ kind: 'kept', error: notLoaded }),
      ),
    challenge: {
      attach: (element) => lend((made) => made.challenge.attach(element)),
      dismiss: () => desk?.challenge.dismiss(),
    },
    close: async () => desk?.close(),
  }
}

const notLoaded: PaymentErrorData = { code: 'provider_unavailable', retry: 'same' }

/** Whether an earlier life of the page left an attempt of the payment open. */
function isOpen({ openStorage }: CheckoutBase, paymentId: string): boolean {
  try {
    return Boolean(openStorage()?.getItem(attemptKey(paymentId)))
  } catch {
    return false
  }
}

/** What the page sees until the desk is there. */
function showWaiting(
  { stores, registry }: CheckoutBase,
  list: MethodList | undefined,
  wanted: MethodChoice | null,
  panel: PanelState,
): void {
  const selection = selectionOf(list, wanted, registry, panel)
  const reason = !selection.method ? 'no-method' : panel.status === 'error' ? 'panel-error' : 'loading'
  stores.selection.setState(selection.method ? selection : { ...selection, panel: { status: 'none' } }, true)
  stores.submit.setState({ canSubmit: false, reasons: [reason] }, true)
}
