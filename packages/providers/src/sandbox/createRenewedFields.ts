import type { SandboxFields, SandboxFieldsChange, SandboxSlowFields } from './library.ts'

/**
 * A form whose end takes its time, as one that can be drawn again: what is drawn next is a new form in an element of its own, so it
 * never meets the one that is still leaving, and the page's slot is empty at once.
 *
 * @param open makes a form, with what is true by then.
 */
export function createRenewedFields(open: () => SandboxSlowFields): SandboxSlowFields {
  const listeners = new Set<(change: SandboxFieldsChange) => void>()
  let form: SandboxSlowFields | undefined
  let place: HTMLElement | undefined
  let closing: Promise<unknown> = Promise.resolve()

  const unmount: SandboxFields['unmount'] = () => {
    if (!form) return
    closing = Promise.all([closing, form.destroy()])
    // Who waits for the end hears of it; until then nobody does.
    closing.catch(() => {})
    place?.remove()
    form = undefined
  }
  return {
    async mount(element) {
      unmount()
      place = element.ownerDocument.createElement('div')
      element.append(place)
      form = open()
      for (const listener of listeners) form.on('change', listener)
      await form.mount(place)
    },
    unmount,
    update: (patch) => form?.update(patch),
    on(_event, listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    focus: (field) => form?.focus(field),
    createToken: async () => form?.createToken() ?? { error: { code: 'not_mounted' } },
    async destroy() {
      unmount()
      await closing
    },
  }
}
