import { ApiError } from '../http/apiError.ts'
import { jsonReply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { parseMoney } from '../money.ts'
import { answerAction } from '../payments/answerAction.ts'
import { answerOnce } from '../payments/answerOnce.ts'
import { cancelPayment } from '../payments/cancelPayment.ts'
import type { Company } from '../payments/company.ts'
import { findPayment } from '../payments/findPayment.ts'
import { readLedger } from '../payments/ledger.ts'
import { parsePaymentRequest } from '../payments/paymentRequest.ts'
import { presentPayment } from '../payments/presentPayment.ts'
import { refundPayment } from '../payments/refundPayment.ts'
import { startPayment } from '../payments/startPayment.ts'

/** What the merchant's server may do. */
export function createPaymentRoutes(company: Company): Route[] {
  return [...createReadRoutes(company), ...createWriteRoutes(company)]
}

function createReadRoutes(company: Company): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/payments',
      access: 'secret',
      handle({ query }) {
        const reference = query.get('reference')
        if (reference === null)
          throw new ApiError(400, 'reference_required', 'Ask for ?reference=…', 'reference')
        const rows = company.store.payments.findByReference(reference)
        return jsonReply(
          200,
          rows.map((row) => presentPayment(company, row)),
        )
      },
    },
    {
      method: 'GET',
      path: '/v1/payments/:id',
      access: 'secret',
      handle: ({ params }) => jsonReply(200, presentPayment(company, findPayment(company, params.id ?? ''))),
    },
    { method: 'GET', path: '/ledger', access: 'secret', handle: () => jsonReply(200, readLedger(company)) },
  ]
}

function createWriteRoutes(company: Company): Route[] {
  const { store } = company
  return [
    {
      method: 'POST',
      path: '/v1/payments',
      access: 'secret',
      async handle({ headers, readJson }) {
        const request = parsePaymentRequest(await readJson())
        const task = () => presentPayment(company, startPayment(company, request))
        return jsonReply(201, answerOnce(store, 'payments', headers, request, task))
      },
    },
    {
      method: 'POST',
      path: '/v1/payments/:id/refunds',
      access: 'secret',
      async handle({ params, headers, readJson }) {
        const id = params.id ?? ''
        const amount = parseMoney((await readJson()).amount, 'amount')
        const task = () => presentPayment(company, refundPayment(company, id, amount))
        return jsonReply(200, answerOnce(store, `refunds/${id}`, headers, amount, task))
      },
    },
    {
      method: 'POST',
      path: '/v1/payments/:id/actions',
      access: 'secret',
      async handle({ params, readJson }) {
        const { actionId, result } = await readJson()
        const row = store.transaction(() => answerAction(company, params.id ?? '', actionId, result))
        return jsonReply(200, presentPayment(company, row))
      },
    },
    {
      method: 'POST',
      path: '/v1/payments/:id/cancel',
      access: 'secret',
      handle({ params }) {
        const row = store.transaction(() => cancelPayment(company, params.id ?? ''))
        return jsonReply(200, presentPayment(company, row))
      },
    },
  ]
}
