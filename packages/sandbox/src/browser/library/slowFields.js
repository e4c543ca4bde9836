import { createFields } from './fields.js'
import { fault } from './frame.js'

/** How long the form takes to go, in milliseconds. */
const goodbye = 400

/** The elements in which a form is still going. */
const closing = new WeakSet()

/**
 * A card form that takes its time to go, as some companies' forms do: `destroy` hides its frame at once and takes it
 * away only when its promise settles. Until then no other one can be mounted into the same element.
 *
 * @type {(...args: Parameters<typeof createFields>) => Omit<ReturnType<typeof createFields>, 'destroy'> & {
 *   destroy: () => Promise<void> }}
 */
export const createSlowFields = (...args) => {
  const fields = createFields(...args)
  /** @type {Element | undefined} */
  let slot
  /** @type {Promise<void> | undefined} */
  let gone
  return {
    ...fields,
    mount(element) {
      if (gone !== undefined) {
        return Promise.reject(fault('destroyed', 'mount() came after destroy(); make new slowFields().'))
      }
      if (element instanceof Element && closing.has(element)) {
        return Promise.reject(
          fault('still_closing', 'another form is still closing here; wait for its destroy().'),
        )
      }
      if (element instanceof Element) slot = element
      return fields.mount(element)
    },
    unmount() {
      // A form that is going goes at its own pace.
      if (gone !== undefined) return
      slot = undefined
      fields.unmount()
    },
    createToken: () =>
      gone === undefined ? fields.createToken() : Promise.resolve({ error: { code: 'destroyed' } }),
    destroy() {
      const element = slot
      gone ??= new Promise((resolve) => {
        const frame = element?.querySelector('iframe')
        if (frame) frame.style.display = 'none'
        if (element !== undefined) closing.add(element)
        setTimeout(() => {
          fields.destroy()
          if (element !== undefined) closing.delete(element)
          resolve()
        }, goodbye)
      })
      return gone
    },
  }
}
