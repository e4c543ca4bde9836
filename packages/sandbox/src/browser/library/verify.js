import { watchRemoval } from './action.js'
import { openDialog } from './dialog.js'
import { failure, fault, isObject, openFrame } from './frame.js'
import { readAmount } from './read.js'

/**
 * @typedef {object} VerifyOptions
 * @property {{ value: number, currency: string }} [amount] In minor units; shown with the question.
 * @property {string} [locale] BCP 47. Default: `en`.
 * @property {import('./frame.js').Appearance} [appearance]
 * @property {AbortSignal} [signal] Takes the question down.
 */

/** @typedef {{ token: { id: string } } | { error: { code: string } }} VerifyAnswer */

/**
 * Asks the shopper about a card before the order, in a dialog of the company's own over the page. It leaves nothing
 * behind, and gives the focus back.
 *
 * @type {(company: { base: string, timeout: number }, key: string, tokenId: unknown, options?: VerifyOptions)
 *   => Promise<VerifyAnswer>}
 */
export const verify = (company, key, tokenId, { amount, locale = 'en', appearance, signal } = {}) =>
  new Promise((resolve) => {
    const shown = readAmount('verify()', amount)
    if (typeof tokenId !== 'string' || tokenId === '') return resolve(failure('invalid_token'))
    if (signal?.aborted) return resolve(failure('aborted'))
    const { dialog, close } = openDialog('Confirm your card', appearance, () => finish(failure('canceled')))
    const finish = (/** @type {VerifyAnswer} */ answer) => {
      stopWatching()
      signal?.removeEventListener('abort', stop)
      opened.close(fault('closed', 'the question was taken down.'))
      close()
      resolve(answer)
    }
    const stop = () => finish(failure('aborted'))
    const opened = openFrame({
      ...company,
      path: `/verify/${encodeURIComponent(tokenId)}`,
      title: 'Confirm your card',
      height: '420px',
      bleed: 0,
      appearance,
      container: dialog,
      greet: () => ({ key, amount: shown, locale, appearance }),
      receive(type, content) {
        if (type === 'result' && isObject(content.token)) finish({ token: { id: String(content.token.id) } })
        else if (type === 'error') finish(failure(String(content.code)))
        else if (type === 'escape' || type === 'cancel') finish(failure('canceled'))
      },
    })
    const stopWatching = watchRemoval(opened.frame, stop)
    signal?.addEventListener('abort', stop)
    opened.ready.catch((error) => finish(failure(error.code)))
  })
