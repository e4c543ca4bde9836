import { PaymentError, type ProviderContext, type ProviderModule, type ProviderSession } from '@payloom/core'
import { type SandboxConfig, sandboxConfigSchema } from './config.ts'
import { createDrawnGift, type DrawnGift } from './createDrawnGift.ts'
import { createSessionState, notDrawn } from './createSessionState.ts'
import { givenUpError, sandboxError } from './errors.ts'

/** Gift cards, typed into the page: they may pay a part, and nothing of the company is loaded for them. */
export const giftModule: ProviderModule<SandboxConfig> = {
  config: sandboxConfigSchema,
  csp: () => ({}),
  create: async (_method, context) => createGiftSession(context),
}

function createGiftSession(context: ProviderContext): ProviderSession {
  const state = createSessionState(notDrawn)
  let { amount } = context
  let drawn: DrawnGift | undefined
  let isEnded = false
  const unmount = (): void => {
    drawn?.remove()
    drawn = undefined
    state.set(notDrawn)
  }
  return {
    get state() {
      return state.state
    },
    subscribe: state.subscribe,
    async mount(slot, signal) {
      if (signal.aborted || isEnded) return
      unmount()
      const mine = createDrawnGift({ slot, context, amount, onType: () => state.set(mine.state()) })
      drawn = mine
      signal.addEventListener('abort', () => drawn === mine && unmount(), { once: true })
      state.set(mine.state())
    },
    unmount,
    async update(patch) {
      // The words come with the session.
      if (patch.locale) return 'recreate'
      amount = patch.amount ?? amount
      drawn?.changeAmount(amount)
      if (patch.disabled !== undefined) drawn?.setDisabled(patch.disabled)
      return 'updated'
    },
    async collect(signal) {
      if (signal.aborted) throw givenUpError('collect')
      if (!drawn) throw sandboxError({ code: 'not_mounted' })
      const wrong = drawn.complain()
      if (wrong) throw incompleteError(wrong)
      return { data: { ...drawn.read() } }
    },
    focusFirstInvalid: () => drawn?.focusFirstInvalid(),
    async destroy() {
      isEnded = true
      unmount()
      state.close()
    },
  }
}

function incompleteError(field: string): PaymentError {
  return new PaymentError({
    message: `sandbox: the gift card's ${field} is not complete; ask the shopper to mend it.`,
    code: 'invalid_data',
    retry: 'same',
    origin: 'provider',
    field,
  })
}
