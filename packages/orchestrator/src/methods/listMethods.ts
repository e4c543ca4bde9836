import type { PaymentLoadPayload, PaymentMethodsAnswer, StoredMethod } from '@payloom/core/contract'
import type { Context } from '../Context.ts'
import { evaluateMethods, type OfferedMethod } from '../rules/evaluateMethods.ts'
import { presentStored } from '../stored/presentStored.ts'
import { findConnector } from './findOffer.ts'
import { presentMethod } from './presentMethod.ts'
import { readPurchase } from './readPurchase.ts'

/** `POST /payment-methods`: what is offered, why the rest is not, and what the customer has stored of it. */
export async function listMethods(
  context: Context,
  payload: PaymentLoadPayload,
): Promise<PaymentMethodsAnswer> {
  const purchase = readPurchase(payload)
  const { configuration, connectors } = context
  const { offered, unavailable } = evaluateMethods(configuration, purchase, connectors.values())
  const methods = offered.map((method) =>
    presentMethod({ offered: method, ...findConnector(context, method.provider, method.method) }),
  )
  // A set-up is for a method that is not stored yet.
  const isWanted = payload.customerId !== undefined && purchase.kind !== 'setup'
  return { methods, stored: isWanted ? await listUsable(context, payload, offered) : [], unavailable }
}

/** Only what can be paid with now. */
async function listUsable(
  { store }: Context,
  { customerId = '' }: PaymentLoadPayload,
  offered: readonly OfferedMethod[],
): Promise<StoredMethod[]> {
  const kept = await store.findStoredMethods(customerId)
  return kept
    .filter(({ provider, method }) =>
      offered.some((entry) => entry.provider === provider && entry.method === method),
    )
    .map(presentStored)
}
