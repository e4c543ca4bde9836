import type { SandboxFields, SandboxFieldsChange, SandboxSlowFields } from './library.ts'

/**
 * A form whose end takes its time, as one that can be drawn again: `unmount` hides it at once, and what is drawn next is a new form
 * that waits until the one before has left.
 *
 * @param open makes a form, with what is true by then.
 */
export function createRenewedFields(open: () => SandboxSlowFields): SandboxSlowFields {
  const listeners = new Set<(change: SandboxFieldsChange) => void>()
  let form: SandboxSlowFields | undefined
  let closing: Promise<void> = Promise.resolve()
  let turn = {}

  const unmount: SandboxFields['unmount'] = () => {
    turn = {}
    if (!form) return
    closing = form.destroy()
    form = undefined
    // Who waits for it hears of it; a page that does not wait has no use for it.
    closing.catch(() => {})
  }
  return {
    async mount(element) {
      unmount()
      const mine = turn
      await closing.catch(() => {})
      if (turn !== mine) return
      form = open()
      for (const listener of listeners) form.on('change', listener)
      await form.mount(element)
    },
    unmount,
    update: (patch) => form?.update(patch),
    on(_event, listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    focus: (field) => form?.focus(field),
    createToken: async () => form?.createToken() ?? { error: { code: 'not_mounted' } },
    destroy() {
      unmount()
      return closing
    },
  }
}
