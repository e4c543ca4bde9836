import { createHash } from 'node:crypto'
import type { Names } from './routeAsks.ts'
import type { Ask } from './sendRequest.ts'

/** What a request about one's own payment names beside it. */
export interface Smuggled extends Names {
  /** Id of an event of the payment's stream. */
  eventId: string
  session: string
}

const intoQuery = (ask: Ask, query: string): Ask => ({
  ...ask,
  path: `${ask.path}${ask.path.includes('?') ? '&' : '?'}${query}`,
})
const intoHeaders = (ask: Ask, headers: Record<string, string>): Ask => ({
  ...ask,
  headers: { ...ask.headers, ...headers },
})
const intoBody = (ask: Ask, members: Record<string, unknown>): Ask => {
  if (ask.body === undefined || !ask.body.startsWith('{')) return ask
  return { ...ask, body: JSON.stringify({ ...JSON.parse(ask.body), ...members }) }
}
const intoCookie = (ask: Ask, cookie: string): Ask =>
  intoHeaders(ask, { cookie: [ask.headers.cookie, cookie].filter(Boolean).join('; ') })

/** Ways to name somebody else's payment in a request whose path names one's own. */
export const smuggles: Readonly<Record<string, (ask: Ask, names: Smuggled) => Ask>> = {
  'in the query': (ask, { paymentId, customer }) =>
    intoQuery(ask, `payment=${paymentId}&paymentId=${paymentId}&id=${paymentId}&customerId=${customer}`),
  'as an array in the query': (ask, { paymentId }) =>
    intoQuery(ask, `payment[]=${paymentId}&paymentId[0]=${paymentId}&payment=${paymentId}`),
  'in headers': (ask, { paymentId, customer }) =>
    intoHeaders(ask, {
      ...{ 'x-payment-id': paymentId, 'payloom-payment': paymentId, 'x-customer-id': customer },
      ...{ 'x-original-url': `/api/payments/payments/${paymentId}`, 'x-tenant': 'tenant-one' },
      'x-rewrite-url': `/api/payments/payments/${paymentId}`,
    }),
  'as the last event': (ask, { eventId }) => intoHeaders(ask, { 'last-event-id': eventId }),
  'as the idempotency key': (ask, { attemptId }) => intoHeaders(ask, { 'idempotency-key': attemptId }),
  'as a return token': (ask, { token }) => intoHeaders(ask, { 'payloom-resume': token }),
  'as a resume cookie': (ask, { paymentId, token }) =>
    intoCookie(ask, `payloom_resume_${cookieHash(paymentId)}=${token}`),
  'as a second session': (ask, { session }) => intoCookie(ask, `session=${session}`),
  'in the body': (ask, names) => {
    const { paymentId, attemptId, stored, customer } = names
    return intoBody(ask, {
      ...{ payment: paymentId, paymentId, orderId: paymentId, id: paymentId, attemptId },
      ...{ supersede: attemptId, storedMethodId: stored, customerId: customer, customer },
    })
  },
  'as an array in the body': (ask, { paymentId, attemptId }) =>
    intoBody(ask, { payment: [paymentId], paymentId: [paymentId], attemptId: [attemptId] }),
  'as a prototype': (ask, { paymentId }) =>
    ask.body?.startsWith('{')
      ? {
          ...ask,
          body: ask.body
            .replace('{', `{"__proto__":{"payment":"${paymentId}","paymentId":"${paymentId}"},`)
            .replace(',}', '}'),
        }
      : ask,
  'as a stored method': (ask, { stored }) => intoBody(ask, { purpose: 'pay-stored', storedMethodId: stored }),
}

/** As the service names the cookie of a payment. */
function cookieHash(paymentId: string): string {
  return createHash('sha256').update(paymentId).digest('hex').slice(0, 16)
}
