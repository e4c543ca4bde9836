import {
  defineProvider,
  PaymentError,
  type Provider,
  type ProviderContext,
  type ProviderSession,
  type SessionState,
} from '@payloom/core'

/**
 * A provider that draws one field and shows the amount, as a company's frame does. It acts on `scripted.challenge` by two buttons in
 * the dialog.
 */
export const scripted: Provider = defineProvider({
  id: 'sandbox',
  matches: [{ method: 'card', purposes: ['pay'], presentation: 'form' }],
  actions: ['scripted.challenge'],
  load: async () => ({
    config: { '~standard': { version: 1, vendor: 'scripted', validate: (value) => ({ value }) } },
    csp: () => ({}),
    create: async (_, context) => createSession(context),
  }),
})

function createSession({ amount }: ProviderContext): ProviderSession {
  const field = document.createElement('input')
  const shown = document.createElement('output')
  const label = document.createElement('label')
  label.append('Card number ', field)
  const show = (money: { value: number }) => {
    shown.textContent = `in the frame: ${money.value}`
  }
  show(amount)
  let state: SessionState = { phase: 'ready', canSubmit: false }
  const listeners = new Set<() => void>()
  field.addEventListener('input', () => {
    state = { phase: 'ready', canSubmit: field.value !== '' }
    for (const listener of listeners) listener()
  })
  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    mount: async (slot) => slot.append(label, shown),
    unmount() {
      label.remove()
      shown.remove()
    },
    async update(patch) {
      if (patch.amount) show(patch.amount)
      return 'updated'
    },
    async collect() {
      if (field.value !== '') return { data: { token: `tok_${field.value}` } }
      const message = 'scripted: the number is missing.'
      throw new PaymentError({
        message,
        code: 'invalid_data',
        retry: 'same',
        origin: 'provider',
        field: 'number',
      })
    },
    async perform(action, host) {
      const room = await host.open({ size: { width: 390, height: 400 } })
      const answer = await new Promise<string | undefined>((resolve) => {
        for (const name of ['Approve', 'Refuse']) {
          const button = document.createElement('button')
          button.textContent = name
          button.addEventListener('click', () => resolve(name))
          room.append(button)
        }
        host.signal.addEventListener('abort', () => resolve(undefined))
      })
      host.close()
      return answer === undefined
        ? { kind: 'canceled' }
        : { kind: 'details', data: { action: action.type, answer } }
    },
    focusFirstInvalid: () => field.focus(),
    async destroy() {
      label.remove()
      shown.remove()
    },
  }
}
