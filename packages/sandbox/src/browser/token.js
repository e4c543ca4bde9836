/** @typedef {{ token: { id: string, brand?: string, last4?: string } } | { error: { code: string, field?: string } }} Answer */

/**
 * Sends what was entered to the company and answers a token, or what is wrong. It never throws.
 *
 * @param {'/v1/tokens' | '/v1/cvc-tokens' | '/v1/sheet-tokens'} path
 * @param {string} key The publishable key.
 * @param {object} content
 * @returns {Promise<Answer>}
 */
export async function createToken(path, key, content) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(content),
      signal: AbortSignal.timeout(10_000),
    })
    const { id, brand, last4, error } = await response.json()
    if (response.ok) return { token: { id, ...(brand === undefined ? {} : { brand, last4 }) } }
    return {
      error: { code: String(error.code), ...(error.field === undefined ? {} : { field: error.field }) },
    }
  } catch (error) {
    return {
      error: { code: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network' },
    }
  }
}
