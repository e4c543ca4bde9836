import {
  type FlowTicket,
  type MethodToCreate,
  PaymentError,
  type ProviderContext,
  type ProviderModule,
  type ProviderSession,
} from '@payloom/core'
import { type SandboxConfig, sandboxConfigSchema } from './config.ts'
import { createSessionState, notDrawn } from './createSessionState.ts'
import { createSheetRun, type SheetRun } from './createSheetRun.ts'
import { sandboxCsp } from './csp.ts'
import { notShownError } from './errors.ts'
import type { SandboxLibrary, SandboxLooks, SandboxPayButton, SandboxSheet } from './library.ts'
import { loadLibrary } from './loadLibrary.ts'
import { looksOf } from './looksOf.ts'

/** The company's own button, and its window that opens within the click. */
export const payButtonModule: ProviderModule<SandboxConfig> = {
  config: sandboxConfigSchema,
  csp: sandboxCsp,
  async create(method, context, signal) {
    const library = await loadLibrary(method.config, context, ['payButton', 'openSheet'], signal)
    const looks = looksOf(method, context)
    const amount = { ...context.amount }
    return createButtonSession({ library, method, context, looks: { ...looks, amount } })
  },
}

interface ButtonOptions {
  library: SandboxLibrary
  method: MethodToCreate<SandboxConfig>
  context: ProviderContext
  looks: SandboxLooks & Required<Pick<SandboxLooks, 'amount'>>
}

function createButtonSession(options: ButtonOptions): ProviderSession {
  const { library, looks } = options
  const button = library.payButton(looks)
  const state = createSessionState(notDrawn)
  let run: SheetRun | undefined
  let mounted: object | undefined
  let isEnded = false
  const off = button.on('press', () => {
    run =
      press(options, () => {
        run = undefined
      }) ?? run
  })
  const unmount = (): void => {
    mounted = undefined
    run?.close()
    button.unmount()
    state.set(notDrawn)
  }
  return {
    get state() {
      return state.state
    },
    subscribe: state.subscribe,
    async mount(slot, signal) {
      if (signal.aborted || isEnded) return
      const mine = {}
      mounted = mine
      signal.addEventListener('abort', () => mounted === mine && unmount(), { once: true })
      await mountButton(button, slot, () => mounted === mine)
      if (mounted === mine) state.set({ phase: 'ready', canSubmit: true })
    },
    unmount,
    async update({ amount, locale, disabled, appearance }) {
      if (appearance) return 'recreate'
      const patch = { ...(amount ? { amount } : {}), ...(locale ? { locale } : {}) }
      Object.assign(looks, patch)
      button.update({ ...patch, ...(disabled === undefined ? {} : { disabled }) })
      return 'updated'
    },
    // Only a window that is gone leaves a step to the page.
    perform: async () => ({ kind: 'canceled' }),
    async destroy() {
      if (isEnded) return
      isEnded = true
      unmount()
      state.close()
      off()
      button.destroy()
    },
  }
}

/** Runs within the click: a ticket, and the window before the click is over, for browsers open none after it. */
function press({ library, method, context, looks }: ButtonOptions, onEnd: () => void): SheetRun | undefined {
  const ticket = begin(context)
  if (!ticket) return undefined
  const hasShipping = method.listed?.collectsContact === true && ticket.shippingChanged !== undefined
  const sheet = openSheet(library, { amount: looks.amount, locale: looks.locale, shipping: hasShipping })
  if (sheet instanceof PaymentError) {
    ticket.fail(sheet)
    return undefined
  }
  const quoteProblem = (): string => context.text('refusal.order-invalid')
  return createSheetRun({ sheet, ticket, quoteProblem, hasShipping, onEnd })
}

function begin({ flow }: ProviderContext): FlowTicket | undefined {
  try {
    return flow.begin()
  } catch {
    // The page says no, or another order is under way; the page tells the shopper.
    return undefined
  }
}

function openSheet(
  library: SandboxLibrary,
  options: Parameters<SandboxLibrary['openSheet']>[0],
): SandboxSheet | PaymentError {
  let cause: unknown
  try {
    const sheet = library.openSheet(options)
    if (sheet) return sheet
  } catch (caught) {
    cause = caught
  }
  return new PaymentError({
    message: "sandbox: the company's window was blocked; allow windows for this page and press again.",
    code: 'provider_unavailable',
    retry: 'same',
    origin: 'provider',
    cause,
  })
}

async function mountButton(
  button: SandboxPayButton,
  slot: HTMLElement,
  isWanted: () => boolean,
): Promise<void> {
  try {
    await button.mount(slot)
  } catch (cause) {
    if (isWanted()) throw notShownError('button', cause)
  }
}
