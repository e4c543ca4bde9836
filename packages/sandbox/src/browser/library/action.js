import { failure, fault, isObject, openFrame } from './frame.js'

/**
 * @typedef {object} ActionOptions
 * @property {AbortSignal} [signal] Takes the question down.
 * @property {string} [locale] BCP 47. Default: `en`.
 * @property {import('./frame.js').Appearance} [appearance]
 */

/** @typedef {{ result: string } | { error: { code: string } }} ActionAnswer */

/** Calls `task` once the element has left the document, whichever shadow trees it stands in. */
const watchRemoval = (/** @type {Element} */ element, /** @type {() => void} */ task) => {
  const observer = new MutationObserver(() => {
    if (!element.isConnected) task()
  })
  /** @type {Node | undefined} */
  let root = element.getRootNode()
  while (root !== undefined) {
    observer.observe(root, { childList: true, subtree: true })
    root = root instanceof ShadowRoot ? root.host.getRootNode() : undefined
  }
  return () => observer.disconnect()
}

/** A key that is pressed in a frame stays in it: from here the page, or the dialog around it, hears of Escape. */
const passOnEscape = (/** @type {Element} */ container) => {
  const key = { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true, composed: true }
  const dialog = container.closest('dialog')
  if (!container.dispatchEvent(new KeyboardEvent('keydown', key)) || dialog === null) return
  // A made-up key closes no dialog by itself; this is what a real one would do.
  if (dialog.dispatchEvent(new Event('cancel', { cancelable: true }))) dialog.close()
}

/**
 * Shows a question of the bank and answers its opaque result, which goes to the company by way of the shop's server.
 * It leaves nothing behind: not after the answer, not when `signal` aborts or the container is taken away.
 *
 * @type {(company: { base: string, timeout: number }, action: unknown, container: unknown, options?: ActionOptions)
 *   => Promise<ActionAnswer>}
 */
export const handleAction = (company, action, container, { signal, locale = 'en', appearance } = {}) =>
  new Promise((resolve) => {
    if (!(container instanceof Element)) {
      throw new TypeError('PayloomSandbox: handleAction() takes the element to show the question in.')
    }
    if (!isObject(action) || typeof action.id !== 'string') return resolve(failure('invalid_action'))
    if (signal?.aborted || !container.isConnected) return resolve(failure('aborted'))
    const finish = (/** @type {ActionAnswer} */ answer) => {
      stopWatching()
      signal?.removeEventListener('abort', stop)
      opened.close(fault('closed', 'the question was taken down.'))
      resolve(answer)
    }
    const stop = () => finish(failure('aborted'))
    const opened = openFrame({
      ...company,
      path: `/challenge/${encodeURIComponent(action.id)}`,
      title: 'Confirm this payment',
      height: '400px',
      bleed: 0,
      appearance,
      container,
      greet: () => ({ locale, appearance }),
      receive(type, content) {
        if (type === 'result') finish({ result: String(content.result) })
        else if (type === 'error') finish(failure(String(content.code)))
        else if (type === 'escape') passOnEscape(container)
      },
    })
    const stopWatching = watchRemoval(opened.frame, stop)
    signal?.addEventListener('abort', stop)
    opened.ready.catch((error) => finish(failure(error.code)))
  })
