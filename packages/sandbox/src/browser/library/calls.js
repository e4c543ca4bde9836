import { failure } from './frame.js'

/**
 * @typedef {{ code: string, field?: string }} Problem
 * @typedef {{ token: { id: string, brand?: string, last4?: string } } | { error: Problem }} TokenAnswer
 */

/** How long a card may take to become a token, in milliseconds. The frame itself gives up after 10 s. */
const callTimeout = 12_000

/** Questions to a frame that wait for their answer. */
export const createCalls = () => {
  /** @type {Map<number, (answer: TokenAnswer) => void>} */
  const open = new Map()
  let last = 0
  /** @type {(call: number, answer: TokenAnswer) => void} */
  const settle = (call, answer) => {
    open.get(call)?.(answer)
    open.delete(call)
  }
  return {
    settle,
    settleAll: (/** @type {TokenAnswer} */ answer) => {
      for (const call of [...open.keys()]) settle(call, answer)
    },
    /** @type {(send: (call: number) => void) => Promise<TokenAnswer>} */
    ask: (send) =>
      new Promise((resolve) => {
        last += 1
        const call = last
        const timer = setTimeout(() => settle(call, failure('timeout')), callTimeout)
        open.set(call, (answer) => {
          clearTimeout(timer)
          resolve(answer)
        })
        send(call)
      }),
  }
}
