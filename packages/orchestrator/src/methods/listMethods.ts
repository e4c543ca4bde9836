import type { PaymentLoadPayload, PaymentMethodsAnswer } from '@payloom/core/contract'
import type { Context } from '../Context.ts'
import { evaluateMethods } from '../rules/evaluateMethods.ts'
import { findConnector } from './findOffer.ts'
import { presentMethod } from './presentMethod.ts'
import { readPurchase } from './readPurchase.ts'

/** `POST /payment-methods`: what is offered, and why the rest is not. */
export function listMethods(context: Context, payload: PaymentLoadPayload): PaymentMethodsAnswer {
  const { offered, unavailable } = evaluateMethods(context.configuration, readPurchase(payload))
  const methods = offered.map((method) =>
    presentMethod({ offered: method, ...findConnector(context, method.provider, method.method) }),
  )
  return { methods, stored: [], unavailable }
}
