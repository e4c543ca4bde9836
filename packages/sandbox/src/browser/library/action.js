import { failure, fault, isObject, openFrame } from './frame.js'

/**
 * @typedef {object} ActionOptions
 * @property {AbortSignal} [signal] Takes the question down.
 * @property {string} [locale] BCP 47. Default: `en`.
 * @property {import('./frame.js').Appearance} [appearance]
 */

/** @typedef {{ result: string } | { error: { code: string } }} ActionAnswer */

/** Calls `task` once the element has left the document, whichever shadow trees it stands in. */
export const watchRemoval = (/** @type {Element} */ element, /** @type {() => void} */ task) => {
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

const shown = { title: 'Confirm this payment', height: '400px', bleed: 0 }
const unseen = { title: 'A look at this browser', height: '0px', bleed: 0 }

/** Out of sight and out of the way; `display: none` would keep some browsers from running it at their usual pace. */
const hide = (/** @type {HTMLElement} */ frame) => {
  Object.assign(frame.style, { position: 'absolute', width: '0', height: '0', visibility: 'hidden' })
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
}

/**
 * Does one action of a payment and answers its opaque result, which goes to the company by way of the shop's server.
 * A challenge is shown in `container`; a fingerprint is out of sight and needs none. It leaves nothing behind: not after
 * the answer, not when `signal` aborts or the container is taken away.
 *
 * @type {(company: { base: string, timeout: number }, action: unknown, container: unknown, options?: ActionOptions)
 *   => Promise<ActionAnswer>}
 */
export const handleAction = (company, action, container, { signal, locale = 'en', appearance } = {}) =>
  new Promise((resolve) => {
    const { id, type: kind } = isObject(action) ? action : {}
    const isUnseen = kind === 'fingerprint'
    const place = isUnseen ? document.body : container
    if (!(place instanceof Element)) {
      throw new TypeError('PayloomSandbox: handleAction() takes the element to show the question in.')
    }
    if (typeof id !== 'string') return resolve(failure('invalid_action'))
    if (signal?.aborted || !place.isConnected) return resolve(failure('aborted'))
    const finish = (/** @type {ActionAnswer} */ answer) => {
      stopWatching()
      signal?.removeEventListener('abort', stop)
      opened.close(fault('closed', 'the question was taken down.'))
      resolve(answer)
    }
    const stop = () => finish(failure('aborted'))
    const opened = openFrame({
      ...company,
      ...(isUnseen ? unseen : shown),
      path: `/${isUnseen ? 'fingerprint' : 'challenge'}/${encodeURIComponent(id)}`,
      appearance,
      container: place,
      greet: () => ({ locale, appearance }),
      receive(type, content) {
        if (type === 'result') finish({ result: String(content.result) })
        else if (type === 'error') finish(failure(String(content.code)))
        else if (type === 'escape') passOnEscape(place)
      },
    })
    if (isUnseen) hide(opened.frame)
    const stopWatching = watchRemoval(opened.frame, stop)
    signal?.addEventListener('abort', stop)
    opened.ready.catch((error) => finish(failure(error.code)))
  })
