import { type FlowTicket, isPaymentError, PaymentError, type ProviderSession } from '@payloom/core'
import { createSessionState } from './createSessionState.ts'
import { performByButtons } from './performByButtons.ts'
import type { ScriptedPart } from './ScriptedPart.ts'

/** One button, "Pay with Scripted": a press places the order with what `collect` gives; no sheet is in between. */
export function createScriptedButton({ context, behavior, log }: ScriptedPart): ProviderSession {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Pay with Scripted'
  const state = createSessionState({ phase: 'loading', canSubmit: false })
  const place = async (ticket: FlowTicket): Promise<void> => {
    try {
      const { data } = await behavior.collect(new AbortController().signal)
      const result = await ticket.placeOrder({ data })
      log.push(`result ${result.outcome}`)
      ticket.finish(result)
    } catch (error) {
      log.push(`refused ${isPaymentError(error) ? error.code : 'unknown'}`)
      ticket.fail(asPaymentError(error))
    }
  }
  button.addEventListener('click', () => {
    log.push('press')
    const ticket = begin(context.flow, log)
    if (ticket) void place(ticket)
  })
  const unmount = (): void => button.remove()
  return {
    get state() {
      return state.get()
    },
    subscribe: state.subscribe,
    async mount(slot, signal) {
      await behavior.mount(signal)
      if (signal.aborted) return
      slot.append(button)
      state.set({ phase: 'ready', canSubmit: true })
    },
    unmount,
    async update({ disabled }) {
      if (disabled !== undefined) button.disabled = disabled
      return behavior.update()
    },
    async perform(action, host, signal) {
      log.push(`perform ${action.type}`)
      return behavior.perform?.(signal) ?? performByButtons(action, host, signal)
    },
    async destroy() {
      state.clear()
      unmount()
    },
  }
}

/** The page may say no: then nothing is opened. */
function begin(flow: ScriptedPart['context']['flow'], log: string[]): FlowTicket | undefined {
  try {
    return flow.begin()
  } catch (error) {
    log.push(`refused ${isPaymentError(error) ? error.code : 'unknown'}`)
    return undefined
  }
}

function asPaymentError(error: unknown): PaymentError {
  if (isPaymentError(error)) return error
  return new PaymentError({
    message: 'scripted: collect threw something that is no PaymentError.',
    ...{ code: 'provider_unavailable', retry: 'same', origin: 'provider', cause: error },
  })
}
