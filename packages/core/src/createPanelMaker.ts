import type { CheckoutBase } from './CheckoutBase.ts'
import type * as TicketModule from './flow/beginTicket.ts'
import type { FlowContext } from './flow/FlowContext.ts'
import type { ResumeOptions } from './flow/resumeReturn.ts'
import { createPanel, type Panel } from './provider/createPanel.ts'
import { createProviderContext } from './provider/createProviderContext.ts'
import { createScriptLoader } from './provider/createScriptLoader.ts'
import { openSession } from './provider/openSession.ts'
import type { ProviderEntry } from './provider/ProviderEntry.ts'

/** Makes panels whose own buttons order by a flow; it is asked for at each press. */
export type PanelMaker = (flow: () => FlowContext) => Panel

/** Makes what shows methods. */
export interface PanelMaking {
  createPanel: PanelMaker
  /** Makes a session that stands in no panel: it can only continue what is open. */
  openSession: ResumeOptions['openSession']
}

/** Makes the maker of one checkout: its sessions share what every provider is told. */
export function createPanelMaker(base: CheckoutBase): PanelMaking {
  const { options, clock, observe, statusDoor } = base
  const document = (): Document | undefined => globalThis.document
  const scripts = createScriptLoader({ document, clock, nonce: options.nonce, observe })
  const context = createProviderContext({ ...options, scripts })
  let tickets: typeof TicketModule | undefined
  const own = { ...base, serverNow: base.serverTime.now, context, messages: options.messages }
  // Nothing needed after an order may be first fetched after it, and a ticket is begun inside a click.
  const prefetch = async ({ match }: ProviderEntry): Promise<void> => {
    const later = [import('./flow/placeOrder.ts'), statusDoor.preload()]
    if (match.presentation === 'button') tickets = await import('./flow/beginTicket.ts')
    await Promise.all(later)
  }
  return {
    createPanel: (flow) =>
      createPanel({
        ...{ ...own, prefetch },
        beginTicket(life) {
          if (!tickets) throw new TypeError('flow.begin: the panel is not ready.')
          return tickets.beginTicket(flow(), life)
        },
      }),
    openSession: (choice, signal) =>
      openSession({ ...own, prefetch: async () => {}, previous: async () => {} }, choice, signal),
  }
}
