import { ApiError } from '../http/apiError.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { Company } from './company.ts'
import type { PaymentRequest } from './paymentRequest.ts'
import { takeStep } from './takeStep.ts'

/** Makes a payment out of a token, which is then used up. To be called inside a transaction. */
export function startPayment(company: Company, request: PaymentRequest): PaymentRow {
  const { store } = company
  const method = company.methods.get(request.method)
  if (method === undefined) {
    const known = [...company.methods.keys()].join(', ')
    throw new ApiError(422, 'unsupported_method', `method must be one of: ${known}.`, 'method')
  }
  const token = store.tokens.find(request.token)
  if (token === undefined) {
    throw new ApiError(422, 'unknown_token', 'There is no such token; make one with createToken().', 'token')
  }
  if (store.payments.findByToken(token.id) !== undefined) {
    throw new ApiError(
      422,
      'token_used',
      'The token paid once already; make a fresh one with createToken().',
      'token',
    )
  }
  const payment: PaymentRow = {
    ...request,
    id: company.createId('pay'),
    scenario: token.scenario,
    status: 'requires_action',
    captured: 0,
    refunded: 0,
    createdAt: company.clock.now(),
  }
  store.payments.insert(payment)
  return takeStep(company, payment, method.start(payment.scenario))
}
