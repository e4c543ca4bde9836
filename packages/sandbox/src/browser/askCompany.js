/**
 * What the company answers to a page of its own: its JSON, or `{ error: { code } }`. It never throws; `network` alone
 * is worth another try.
 *
 * @param {string} address
 * @param {object} [body] Without one it is a GET.
 * @param {string} [key] The publishable key, where it is asked for.
 * @returns {Promise<Record<string, any>>}
 */
export async function askCompany(address, body, key) {
  const post = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(body),
  }
  try {
    const request = body === undefined ? {} : post
    const response = await fetch(address, { ...request, signal: AbortSignal.timeout(10_000) })
    const answer = await response.json()
    if (response.ok) return answer
    return { error: { code: response.status < 500 ? String(answer.error.code) : 'network' } }
  } catch {
    return { error: { code: 'network' } }
  }
}
