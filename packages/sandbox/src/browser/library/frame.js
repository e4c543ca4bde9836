/**
 * @typedef {Record<string, any>} Content What a message carries; read field by field, never passed on whole.
 * @typedef {{ colorScheme?: 'light' | 'dark' | 'auto', accent?: string, background?: string, radius?: string }} Appearance
 * @typedef {object} FrameOptions
 * @property {string} base Origin of the company.
 * @property {string} path
 * @property {string} title What a screen reader calls the frame.
 * @property {string} height Until the frame says its own.
 * @property {number} bleed How far (px) the frame reaches beyond its container, for focus rings at its edge.
 * @property {Appearance | undefined} appearance
 * @property {Element} container
 * @property {number} timeout In milliseconds.
 * @property {() => Content} greet What the frame is told as soon as it speaks.
 * @property {(type: string, content: Content) => void} receive
 */

/** A frame that is ours speaks before it has loaded; the pause (ms) lets its word overtake the load event. */
const grace = 1_500

/** @type {(value: unknown) => value is Content} */
export const isObject = (value) => typeof value === 'object' && value !== null

/** @param {string} code */
export const failure = (code) => ({ error: { code } })

/** @type {(code: string, message: string) => Error & { code: string }} */
export const fault = (code, message) => Object.assign(new Error(`PayloomSandbox: ${message}`), { code })

/** A word that nobody can guess, by which a page and one window know each other. */
export const createNonce = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @type {(options: FrameOptions, nonce: string) => HTMLIFrameElement} */
const createFrame = ({ base, path, title, height, bleed, appearance }, nonce) => {
  const address = new URL(path, base)
  address.searchParams.set('origin', location.origin)
  address.hash = nonce
  const frame = document.createElement('iframe')
  frame.title = title
  const scheme = appearance?.colorScheme
  // Browsers paint a frame white or black when its scheme is not that of its element; alike, the page shines through.
  const colorScheme = scheme === 'light' || scheme === 'dark' ? scheme : 'light dark'
  Object.assign(frame.style, {
    ...{ display: 'block', boxSizing: 'border-box', border: '0', colorScheme, height },
    ...{ width: `calc(100% + ${2 * bleed}px)`, maxWidth: 'none', margin: `0 ${-bleed}px` },
  })
  frame.src = address.href
  return frame
}

/**
 * Puts a frame of the company into `container`. `ready` rejects when it does not answer in time, or is closed before.
 * Messages count from this frame, from this origin and with this nonce only, and go to this origin only.
 *
 * @param {FrameOptions} options
 */
export const openFrame = (options) => {
  const { base, container, timeout, greet, receive } = options
  const nonce = createNonce()
  const frame = createFrame(options, nonce)
  /** @type {ReturnType<typeof setTimeout>[]} */
  const timers = []
  let spoken = false
  let settle = { resolve: () => {}, reject: (/** @type {Error} */ _reason) => {} }
  /** @type {Promise<void>} */
  const ready = new Promise((resolve, reject) => {
    settle = { resolve, reject }
  })
  /** @type {(type: string, content: Content) => void} */
  const post = (type, content) =>
    frame.contentWindow?.postMessage({ payloomSandbox: nonce, type, content }, base)

  const listen = (/** @type {MessageEvent} */ { origin, source, data }) => {
    if (origin !== base || source === null || source !== frame.contentWindow) return
    if (!isObject(data) || data.payloomSandbox !== nonce) return
    const content = isObject(data.content) ? data.content : {}
    if (data.type === 'ready') {
      // A frame that was moved in the document loads anew: it has forgotten everything and is told again.
      if (spoken) receive('reloaded', {})
      spoken = true
      post('init', greet())
      settle.resolve()
    } else if (data.type === 'height') {
      frame.style.height = `${Math.min(Number(content.height) || 0, 4_000)}px`
    } else receive(String(data.type), content)
  }
  const close = (/** @type {Error} */ reason) => {
    removeEventListener('message', listen)
    for (const timer of timers) clearTimeout(timer)
    // The reason first: who watches the frame must not take its removal for somebody else's.
    settle.reject(reason)
    frame.remove()
  }
  const giveUp = () => {
    if (spoken) return
    const question = `Does it run, and is ${location.origin} in its SANDBOX_ALLOWED_ORIGINS?`
    close(fault('timeout', `${base} did not answer. ${question}`))
  }
  addEventListener('message', listen)
  frame.addEventListener('load', () => timers.push(setTimeout(giveUp, grace)), { once: true })
  timers.push(setTimeout(giveUp, timeout))
  container.append(frame)
  return { frame, ready, post, close }
}
