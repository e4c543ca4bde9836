import { contractVersion, type RouteName } from '@payloom/core/contract'
import type { Ask } from './sendRequest.ts'

/** Whom and what a request names. Each is written into the path as it stands. */
export interface Names {
  paymentId: string
  attemptId: string
  token: string
  stored: string
  customer: string
}

const json = {
  'content-type': 'application/json',
  'payloom-contract': contractVersion,
  'sec-fetch-site': 'same-origin',
}
const get = (path: string): Ask => ({ method: 'GET', path, headers: {} })
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Ask => ({
  ...{ method: 'POST', path, headers: { ...json, ...headers } },
  body: JSON.stringify(body),
})
const pay = { provider: 'sandbox', method: 'card', purpose: 'pay', data: { token: 'tok_probe' } }

/** Every call of the contract, about what it is told to name: a route that is added has to be added here. */
export const routeAsks: Readonly<Record<RouteName, (names: Names, quote: string) => Ask>> = {
  loadMethodList: ({ paymentId }) => get(`/methods?payment=${paymentId}`),
  loadMethod: ({ paymentId, attemptId }) =>
    post('/methods/sandbox/card', { purpose: 'resume', payment: decoded(paymentId), attemptId }),
  loadBalance: ({ paymentId, attemptId }) =>
    post('/methods/sandbox/gift/balance', { payment: decoded(paymentId), number: attemptId }),
  loadMerchantSession: ({ paymentId }) =>
    post('/methods/sandbox/card/merchant-session', { payment: decoded(paymentId) }),
  loadQuote: ({ paymentId }) =>
    post(`/payments/${paymentId}/quote`, { provider: 'sandbox', method: 'card', coupon: 'X' }),
  validate: ({ paymentId, attemptId }, quote) =>
    post(`/payments/${paymentId}/attempts`, { ...pay, quote }, { 'idempotency-key': attemptId }),
  readAttempt: ({ paymentId, attemptId }) => get(`/payments/${paymentId}/attempts/${attemptId}`),
  updatePayment: ({ paymentId, attemptId }) =>
    post(`/payments/${paymentId}/attempts/${attemptId}/update`, { step: 1, data: { result: 'approved' } }),
  cancelPayment: ({ paymentId, attemptId }) =>
    post(`/payments/${paymentId}/attempts/${attemptId}/cancel`, {}),
  readStatus: ({ paymentId }) => get(`/payments/${paymentId}`),
  stream: ({ paymentId }) => get(`/payments/${paymentId}/events`),
  resume: ({ token }) => post('/resume', { token }),
  returnGet: ({ token, paymentId }) => get(`/return/${token}?payment=${encodeURIComponent(paymentId)}`),
  returnPost: ({ token, paymentId }) => ({
    ...{ method: 'POST', path: `/return/${token}` },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `payment=${encodeURIComponent(paymentId)}`,
  }),
  createSetup: ({ paymentId, customer }) => post('/setups', { paymentId, customerId: customer }),
  loadStoredMethods: ({ customer }) => get(`/stored-methods?customer=${customer}&customerId=${customer}`),
  deleteStoredMethod: ({ stored }) => ({
    method: 'DELETE',
    path: `/stored-methods/${stored}`,
    headers: json,
  }),
  bus: ({ paymentId, attemptId }) =>
    post(
      '/bus',
      { orderId: decoded(paymentId), status: 'paid', kind: 'captured', factId: 'forged', attemptId },
      { 'webhook-id': `msg-${attemptId}`, 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' },
    ),
}

/** In a body nothing is percent-encoded, so there the id is what a path would mean. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
