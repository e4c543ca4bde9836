import { createCalls } from './calls.js'
import { failure, fault, openFrame } from './frame.js'
import { readAmount, readAnswer, readChange } from './read.js'

/**
 * @typedef {object} FieldsOptions
 * @property {{ value: number, currency: string }} [amount] In minor units; shown above the fields.
 * @property {string} [locale] BCP 47. Default: `en`.
 * @property {import('./frame.js').Appearance} [appearance]
 * @property {'card' | 'cvc'} [kind] `cvc`: the security code alone, for a stored card. Default: `card`.
 * @property {string} [brand] Of the stored card.
 * @property {string} [last4] Of the stored card.
 */

const forms = {
  card: {
    names: ['number', 'expiry', 'cvc'],
    looks: { path: '/fields', title: 'Card details', height: '263px', bleed: 4 },
  },
  cvc: {
    names: ['cvc'],
    looks: { path: '/cvc', title: 'Security code', height: '155px', bleed: 4 },
  },
}

const readForm = (/** @type {FieldsOptions} */ { kind = 'card' }) => {
  const form = forms[kind]
  if (form !== undefined) return form
  throw new TypeError(`PayloomSandbox: fields() takes the kind "card" or "cvc", not "${kind}".`)
}

/** The options as they are now, and what is told to a frame when it opens. */
const createWishes = (/** @type {string} */ key, /** @type {FieldsOptions} */ options) => {
  const { appearance, brand, last4 } = options
  let { locale = 'en' } = options
  let amount = readAmount('fields()', options.amount)
  return {
    appearance,
    greet: () => ({ key, amount, locale, appearance, brand, last4 }),
    change(/** @type {FieldsOptions} */ patch) {
      if ('amount' in patch) amount = readAmount('update()', patch.amount)
      if (patch.locale !== undefined) locale = patch.locale
      return { amount, locale }
    },
  }
}

/**
 * A card form in a frame of the company. Nothing of it is in the page before `mount`, nothing after `destroy`.
 *
 * @param {{ base: string, timeout: number }} company
 * @param {string} key
 * @param {FieldsOptions} options
 */
export const createFields = (company, key, options) => {
  const wishes = createWishes(key, options)
  const { names, looks } = readForm(options)
  /** @type {ReturnType<typeof openFrame> | undefined} */
  let mounted
  let destroyed = false
  const listeners = new Set()
  const calls = createCalls()

  /** @type {import('./frame.js').FrameOptions['receive']} */
  const receive = (type, content) => {
    if (type === 'reloaded') calls.settleAll(failure('network'))
    else if (type === 'answer') calls.settle(content.call, readAnswer(content.answer))
    else if (type === 'change') for (const listener of [...listeners]) listener(readChange(content, names))
  }
  const close = (/** @type {string} */ code) => {
    const closing = mounted
    mounted = undefined
    closing?.close(fault(code, `the card form was taken down (${code}).`))
    calls.settleAll(failure(code))
  }
  /** @type {(type: string, content: import('./frame.js').Content) => void} */
  const tell = (type, content) => {
    const told = mounted
    // A frame that never got ready has settled its calls already.
    told?.ready.then(
      () => told.post(type, content),
      () => {},
    )
  }
  const open = (/** @type {Element} */ container) => {
    const opened = openFrame({ ...company, ...looks, ...wishes, container, receive })
    opened.ready.catch(() => {
      if (mounted === opened) close('not_mounted')
    })
    return opened
  }
  return {
    /** @type {(element: unknown) => Promise<void>} */
    mount(element) {
      if (destroyed)
        return Promise.reject(fault('destroyed', 'mount() came after destroy(); make new fields().'))
      if (!(element instanceof Element)) {
        return Promise.reject(new TypeError('PayloomSandbox: mount() takes an element.'))
      }
      if (mounted?.frame.parentNode === element) return mounted.ready
      close('unmounted')
      mounted = open(element)
      return mounted.ready
    },
    unmount: () => close('unmounted'),
    update: (/** @type {FieldsOptions} */ patch) => tell('update', wishes.change(patch)),
    /** @type {(event: string, listener: (change: ReturnType<typeof readChange>) => void) => () => void} */
    on(event, listener) {
      if (event !== 'change') throw new TypeError(`PayloomSandbox: on() knows "change", not "${event}".`)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    focus(/** @type {string | undefined} */ field) {
      mounted?.frame.focus()
      tell('focus', { field })
    },
    createToken() {
      if (mounted !== undefined) return calls.ask((call) => tell('createToken', { call }))
      return Promise.resolve(failure(destroyed ? 'destroyed' : 'not_mounted'))
    },
    destroy() {
      destroyed = true
      listeners.clear()
      close('destroyed')
    },
  }
}
