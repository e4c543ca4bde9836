import { ApiError } from '../http/apiError.ts'
import { emptyReply, jsonReply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { readGiftCard } from '../methods/readGiftCard.ts'
import { parseMoney } from '../money.ts'
import { answerAction } from '../payments/answerAction.ts'
import { answerOnce, readIdempotencyKey } from '../payments/answerOnce.ts'
import { cancelPayment } from '../payments/cancelPayment.ts'
import { capturePayment } from '../payments/capturePayment.ts'
import type { Company } from '../payments/company.ts'
import { completePayment } from '../payments/completePayment.ts'
import { findPayment } from '../payments/findPayment.ts'
import { openGiftCard } from '../payments/giftCard.ts'
import { readLedger } from '../payments/ledger.ts'
import { parseText } from '../payments/parseText.ts'
import { parsePaymentRequest } from '../payments/paymentRequest.ts'
import { presentPayment } from '../payments/presentPayment.ts'
import { refundPayment } from '../payments/refundPayment.ts'
import { parseShipmentRequest } from '../payments/shipmentRequest.ts'
import { shipPayment } from '../payments/shipPayment.ts'
import { startPayment } from '../payments/startPayment.ts'
import { succeedLate } from '../payments/succeedLate.ts'
import type { PaymentRow } from '../store/paymentTable.ts'

/** What the merchant's server may do. */
export function createPaymentRoutes(company: Company): Route[] {
  return [
    ...createReadRoutes(company),
    ...createKeyedRoutes(company),
    ...createStepRoutes(company),
    ...createCardRoutes(company),
  ]
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

/** Calls that make something: sent twice with the same key, they make it once. */
function createKeyedRoutes(company: Company): Route[] {
  const { store } = company
  return [
    {
      method: 'POST',
      path: '/v1/payments',
      access: 'secret',
      async handle({ headers, readJson }) {
        const request = parsePaymentRequest(await readJson(), company.hash)
        const task = () => presentPayment(company, startPayment(company, request))
        return jsonReply(201, answerOnce(store, 'payments', readIdempotencyKey(headers), request, task))
      },
    },
    {
      method: 'POST',
      path: '/v1/payments/:id/refund',
      access: 'secret',
      async handle({ params, headers, readJson }) {
        const id = params.id ?? ''
        const body = await readJson()
        const reference = parseText(body.reference, 'reference')
        const request = { amount: parseMoney(body.amount, 'amount'), reference }
        const task = () => presentPayment(company, refundPayment(company, id, request))
        const key = readIdempotencyKey(headers)
        return jsonReply(200, answerOnce(store, `refunds/${id}`, key, request, task))
      },
    },
    {
      method: 'POST',
      path: '/v1/payments/:id/shipments',
      access: 'secret',
      async handle({ params, readJson }) {
        const id = params.id ?? ''
        const request = parseShipmentRequest(await readJson())
        const task = () => presentPayment(company, shipPayment(company, id, request))
        return jsonReply(201, answerOnce(store, `shipments/${id}`, request.reference, request, task))
      },
    },
  ]
}

/** Calls that take a payment one step on; by themselves they can be sent twice. */
function createStepRoutes(company: Company): Route[] {
  const step = (
    name: string,
    task: (paymentId: string, body: Record<string, unknown>) => PaymentRow,
    takesBody = false,
  ): Route => ({
    method: 'POST',
    path: `/v1/payments/:id/${name}`,
    access: 'secret',
    async handle({ params, readJson }) {
      const body = takesBody ? await readJson() : {}
      const row = company.store.transaction(() => task(params.id ?? '', body))
      return jsonReply(200, presentPayment(company, row))
    },
  })
  return [
    step(
      'actions',
      (id, { actionId, result, token }) => answerAction(company, id, { actionId, result, token }),
      true,
    ),
    step('complete', (id, { code }) => completePayment(company, id, code), true),
    step('capture', (id) => capturePayment(company, id)),
    step('cancel', (id) => cancelPayment(company, id)),
    {
      method: 'POST',
      path: '/v1/test_helpers/payments/:id/succeed',
      access: 'secret',
      handle({ params }) {
        const row = company.store.transaction(() => succeedLate(company, params.id ?? ''))
        return jsonReply(200, presentPayment(company, row))
      },
    },
  ]
}

/** Stored cards and gift cards. */
function createCardRoutes(company: Company): Route[] {
  const { store, clock } = company
  return [
    {
      method: 'POST',
      path: '/v1/gift-cards/balance',
      access: 'secret',
      async handle({ readJson }) {
        const body = await readJson()
        const card = readGiftCard(body, company.hash)
        const { currency } = parseMoney({ value: 0, currency: body.currency }, 'balance', 0)
        const { balance } = store.transaction(() => openGiftCard(company, card, currency))
        return jsonReply(200, { balance })
      },
    },
    {
      method: 'DELETE',
      path: '/v1/sources/:id',
      access: 'secret',
      handle({ params }) {
        const id = params.id ?? ''
        if (store.sources.find(id) === undefined) {
          throw new ApiError(404, 'not_found', 'There is no stored card of this id.')
        }
        store.sources.remove(id, clock.now())
        return emptyReply
      },
    },
  ]
}
