/**
 * @typedef {object} Card
 * @property {string} key The publishable key.
 * @property {string} number
 * @property {string} expiry MM/YY
 * @property {string} cvc
 * @property {{ value: number, currency: string } | undefined} amount What the form shows.
 */

/** @typedef {{ token: { id: string, brand: string, last4: string } } | { error: { code: string, field?: string } }} Answer */

/**
 * Sends a card to the company and answers a token, or what is wrong. It never throws.
 *
 * @param {Card} card
 * @returns {Promise<Answer>}
 */
export async function createToken({ key, ...card }) {
  try {
    const response = await fetch('/v1/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(card),
      signal: AbortSignal.timeout(10_000),
    })
    const { id, brand, last4, error } = await response.json()
    if (response.ok) return { token: { id, brand, last4 } }
    return {
      error: { code: String(error.code), ...(error.field === undefined ? {} : { field: error.field }) },
    }
  } catch (error) {
    return {
      error: { code: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network' },
    }
  }
}
