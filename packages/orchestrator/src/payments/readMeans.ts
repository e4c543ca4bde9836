import type { PaymentValidationPayload } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import type { MethodTraits } from '../connectors/MethodTraits.ts'
import type { NewAttempt } from '../store/Attempt.ts'
import { findOwnStored } from '../stored/findOwnStored.ts'

/** What a new attempt keeps of whose it is and what it is paid with. */
export type Means = Pick<NewAttempt, 'customerId' | 'takesPart' | 'stores' | 'sourceId'>

/**
 * Who pays, with which stored method, and whether one is to be stored: guests have none and can store none. Throws a 409 for a purpose
 * that does not fit.
 */
export async function readMeans(
  context: Context,
  payload: PaymentValidationPayload,
  traits: MethodTraits,
): Promise<Means> {
  const { purpose, kind, customerId, store = false } = payload
  if (purpose === 'resume' || (purpose === 'setup') !== (kind === 'setup')) {
    throw unavailable('Pay with the purpose "pay" or "pay-stored", and set up with the kind "setup".')
  }
  const takesPart = traits.takesPart ?? false
  if (customerId === undefined) {
    if (purpose === 'pay') return { takesPart, stores: false }
    throw unavailable('Only a customer of the shop has stored methods.')
  }
  if (purpose === 'pay-stored') {
    const { id } = await findOwnStored(context, payload)
    return { takesPart, customerId, stores: false, sourceId: id }
  }
  return { takesPart, customerId, stores: traits.isStorable && (store || purpose === 'setup') }
}

function unavailable(message: string): ApiError {
  return new ApiError(409, 'method-unavailable', message)
}
