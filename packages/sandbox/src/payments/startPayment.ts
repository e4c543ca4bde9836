import { ApiError } from '../http/apiError.ts'
import type { Method } from '../methods/method.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { PaymentRequest } from './paymentRequest.ts'
import { takeInput } from './takeInput.ts'
import { takeStep } from './takeStep.ts'

/** Seven days, in seconds. */
const week = 7 * 24 * 60 * 60

/** Makes a payment; its token is then used up. To be called inside a transaction. */
export function startPayment(company: Company, request: PaymentRequest): PaymentRow {
  const { store, clock, createId } = company
  const method = company.methods.get(request.method)
  if (method === undefined) {
    const known = [...company.methods.keys()].join(', ')
    throw new ApiError(422, 'unsupported_method', `method must be one of: ${known}.`, 'method')
  }
  const id = createId('pay')
  const { isVerified, ...input } = takeInput(company, method, request, id)
  const { amount, reference, customer, metadata } = request
  const hasPage = method.takes === 'return-url' || method.lasts !== undefined
  const payment: PaymentRow = {
    ...{ id, reference, amount, method: method.code, store: request.store },
    ...(customer === undefined ? {} : { customer }),
    ...(metadata === undefined ? {} : { metadata }),
    ...input,
    ...(hasPage ? { code: createId('page') } : {}),
    ...expiryOf(company, method),
    status: 'requires_action',
    authorized: 0,
    captured: 0,
    refunded: 0,
    createdAt: clock.now(),
  }
  store.payments.insert(payment)
  return takeStep(company, payment, method.start({ scenario: input.scenario, isVerified }))
}

function expiryOf({ clock, pendingSeconds }: Company, { lasts }: Method): Pick<PaymentRow, 'expiresAt'> {
  if (lasts === undefined) return {}
  return { expiresAt: clock.now() + (lasts === 'week' ? week : pendingSeconds) * 1_000 }
}
