import { fault } from './frame.js'
import { readAmount } from './read.js'

/**
 * @typedef {object} PayButtonOptions
 * @property {{ value: number, currency: string }} [amount] In minor units.
 * @property {string} [locale] BCP 47. Default: `en`.
 * @property {import('./frame.js').Appearance} [appearance]
 * @property {boolean} [disabled] Default: false.
 */

const buttonSheet = `
  button {
    box-sizing: border-box;
    display: block;
    inline-size: 100%;
    min-block-size: 48px;
    padding: 12px 16px;
    border: 0;
    border-radius: var(--radius, 10px);
    background: light-dark(#16181d, #f1f2f5);
    color: light-dark(#ffffff, #16181d);
    color-scheme: inherit;
    font: 400 17px / 1.3 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
    cursor: pointer;
    touch-action: manipulation;
  }
  :host { display: block; color-scheme: light dark; }
  :host([data-color-scheme="light"]) { color-scheme: light; }
  :host([data-color-scheme="dark"]) { color-scheme: dark; }
  b { font-weight: 700; letter-spacing: -0.01em; }
  button:hover:enabled { background: light-dark(#2c3039, #ffffff); }
  button:focus-visible { outline: 3px solid light-dark(#2f4bd8, #9db1ff); outline-offset: 2px; }
  button:disabled { opacity: 0.5; cursor: default; }
  @media (forced-colors: active) { button { border: 1px solid ButtonText; } }
`

const drawButton = (/** @type {PayButtonOptions} */ { appearance }) => {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(buttonSheet)
  root.adoptedStyleSheets = [sheet]
  const { colorScheme, radius } = appearance ?? {}
  if (colorScheme === 'light' || colorScheme === 'dark') host.dataset.colorScheme = colorScheme
  if (radius !== undefined) host.style.setProperty('--radius', radius)
  const button = document.createElement('button')
  button.type = 'button'
  const brand = document.createElement('b')
  brand.textContent = 'Sandbox'
  button.append('Pay with ', brand)
  // The words are English, whatever the page around them speaks.
  button.lang = 'en'
  root.append(button)
  return { host, button }
}

/**
 * The company's own button: a real one, in an open shadow tree. What it opens is for the page to say: `press` is heard
 * within the click, so that `openSheet` may be called there.
 *
 * @param {PayButtonOptions} options
 */
export const createPayButton = (options) => {
  readAmount('payButton()', options.amount)
  const { host, button } = drawButton(options)
  /** @type {Set<() => void>} */
  const listeners = new Set()
  let destroyed = false
  button.disabled = options.disabled === true
  button.addEventListener('click', () => {
    for (const listener of [...listeners]) listener()
  })
  return {
    /** @type {(element: unknown) => Promise<void>} */
    mount(element) {
      if (destroyed) {
        return Promise.reject(fault('destroyed', 'mount() came after destroy(); make a new payButton().'))
      }
      if (!(element instanceof Element)) {
        return Promise.reject(new TypeError('PayloomSandbox: mount() takes an element.'))
      }
      element.append(host)
      return Promise.resolve()
    },
    unmount: () => host.remove(),
    update(/** @type {PayButtonOptions} */ patch) {
      if ('amount' in patch) readAmount('update()', patch.amount)
      if (patch.disabled !== undefined) button.disabled = patch.disabled
    },
    /** @type {(event: string, listener: () => void) => () => void} */
    on(event, listener) {
      if (event !== 'press') throw new TypeError(`PayloomSandbox: on() knows "press", not "${event}".`)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    destroy() {
      destroyed = true
      listeners.clear()
      host.remove()
    },
  }
}
