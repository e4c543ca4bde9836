import { PaymentError, type ProviderSession } from '@payloom/core'
import { createSessionState } from './createSessionState.ts'
import { performByButtons } from './performByButtons.ts'
import type { ScriptedPart } from './ScriptedPart.ts'

/** One field, "Card number", and the amount; or nothing at all, for methods that nothing is drawn for. */
export function createScriptedForm({ context, behavior, log, isDrawn }: ScriptedPart): ProviderSession {
  const field = document.createElement('input')
  const label = document.createElement('label')
  const shown = document.createElement('output')
  label.append('Card number ', field)
  const show = ({ value }: { value: number }): void => {
    shown.textContent = `in the frame: ${value}`
  }
  show(context.amount)
  const state = createSessionState({ phase: isDrawn ? 'loading' : 'ready', canSubmit: !isDrawn })
  const say = (): void => {
    const empty = field.value === ''
    state.set({ phase: 'ready', canSubmit: !isDrawn || !empty, empty })
  }
  field.addEventListener('input', say)
  const unmount = (): void => {
    label.remove()
    shown.remove()
  }
  return {
    get state() {
      return state.get()
    },
    subscribe: state.subscribe,
    async mount(slot, signal) {
      await behavior.mount(signal)
      if (signal.aborted) return
      if (isDrawn) slot.append(label, shown)
      say()
    },
    unmount,
    async update(patch) {
      log.push(`update ${Object.keys(patch).join(' ')}`)
      const answer = await behavior.update()
      if (answer === 'updated' && patch.amount) show(patch.amount)
      return answer
    },
    async collect(signal) {
      log.push('collect')
      if (isDrawn && field.value === '') throw missingNumber()
      return behavior.collect(signal)
    },
    async perform(action, host, signal) {
      log.push(`perform ${action.type}`)
      return behavior.perform?.(signal) ?? performByButtons(action, host, signal)
    },
    focusFirstInvalid: () => field.focus(),
    async destroy() {
      state.clear()
      unmount()
    },
  }
}

function missingNumber(): PaymentError {
  return new PaymentError({
    message: 'scripted: the number is missing; ask the shopper for it.',
    ...{ code: 'invalid_data', retry: 'same', origin: 'provider', field: 'number' },
  })
}
