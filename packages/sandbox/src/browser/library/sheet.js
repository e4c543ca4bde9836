import { createNonce, isObject } from './frame.js'
import { readAmount, readApproval, readQuote, readShippingChange } from './read.js'

/**
 * @typedef {object} SheetOptions
 * @property {{ value: number, currency: string }} amount In minor units.
 * @property {string} [locale] BCP 47. Default: `en`.
 * @property {boolean} [shipping] Whether the window asks where to ship. Default: false.
 */
/** @typedef {'done' | 'declined' | 'failed'} SheetAnswer */
/** @typedef {ReturnType<typeof readShippingChange>} ShippingChange */
/** @typedef {ReturnType<typeof readApproval>} Approval */
/** @typedef {Record<string, any>} Quote `{ total, lineItems, shippingOptions }`, or `{ error }`: a sentence for the shopper. */

/** How often (ms) is looked whether the window is still there: a window of another origin says nothing when it goes. */
const heartbeat = 250

/**
 * Opens the company's window; within a click only, or the browser blocks it (`undefined`).
 * Messages count from this window, from the company's origin and with this window's nonce only, and go there only.
 *
 * @param {{ base: string }} company
 * @param {string} key
 * @param {SheetOptions} options
 */
export const openSheet = ({ base }, key, { amount, locale = 'en', shipping = false }) => {
  const shown = readAmount('openSheet()', amount)
  const nonce = createNonce()
  const address = new URL('/sheet', base)
  address.searchParams.set('origin', location.origin)
  address.hash = nonce
  const opened = window.open(address.href, '', 'popup,width=460,height=760')
  if (opened === null || opened.closed) return undefined

  const handlers = createHandlers()
  /** @type {(type: string, content: object) => void} */
  const post = (type, content) => opened.postMessage({ payloomSandbox: nonce, type, content }, base)
  let isApproving = false
  const listen = (/** @type {MessageEvent} */ { origin, source, data }) => {
    if (origin !== base || source !== opened || !isObject(data) || data.payloomSandbox !== nonce) return
    const content = isObject(data.content) ? data.content : {}
    if (data.type === 'ready') post('init', { key, amount: shown, locale, shipping })
    else if (data.type === 'cancel') cancel()
    else if (data.type === 'shippingChange') void change(content)
    else if (data.type === 'approve' && !isApproving) void approve(content)
  }
  const change = async (/** @type {Quote} */ content) => {
    post('answer', { call: content.call, answer: await handlers.quote(readShippingChange(content.change)) })
  }
  const approve = async (/** @type {Quote} */ content) => {
    isApproving = true
    const answer = await handlers.approve(readApproval(content))
    isApproving = false
    post('answer', { call: content.call, answer })
    if (answer !== 'declined') close()
  }
  const timer = setInterval(() => {
    if (opened.closed) cancel()
  }, heartbeat)
  let isClosed = false
  const close = () => {
    isClosed = true
    clearInterval(timer)
    removeEventListener('message', listen)
    removeEventListener('pagehide', cancel)
    opened.close()
  }
  const cancel = () => {
    if (isClosed) return
    close()
    handlers.cancel()
  }
  addEventListener('message', listen)
  // A page that goes takes its window along: nobody would be left to answer it.
  addEventListener('pagehide', cancel)
  return { ...handlers.on, close }
}

/** What the page says to the window. A page that says nothing, or throws, is answered for. */
const createHandlers = () => {
  /** @type {((change: ShippingChange) => Promise<Quote>) | undefined} */
  let quote
  /** @type {((approval: Approval) => Promise<SheetAnswer>) | undefined} */
  let approve
  /** @type {(() => void) | undefined} */
  let cancel
  return {
    on: {
      onShippingChange: (/** @type {NonNullable<typeof quote>} */ handler) => {
        quote = handler
      },
      onApprove: (/** @type {NonNullable<typeof approve>} */ handler) => {
        approve = handler
      },
      onCancel: (/** @type {NonNullable<typeof cancel>} */ handler) => {
        cancel = handler
      },
    },
    /** @type {(change: ShippingChange) => Promise<Quote>} */
    quote: async (change) => {
      try {
        return readQuote(await quote?.(change))
      } catch {
        return { error: 'The shop could not tell what this costs. Please try again.' }
      }
    },
    /** @type {(approval: Approval) => Promise<SheetAnswer>} */
    approve: async (approval) => {
      try {
        const answer = await approve?.(approval)
        return answer === 'done' || answer === 'declined' ? answer : 'failed'
      } catch {
        return 'failed'
      }
    },
    cancel: () => cancel?.(),
  }
}
