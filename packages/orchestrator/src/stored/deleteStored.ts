import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'

/**
 * `DELETE /stored-payment-methods/{customerId}/{id}`: the customer has it no more from now on. The company is told in the background,
 * after the payments that use it and as often as it takes. Throws a 404 for one that the customer does not have.
 */
export async function deleteStored({ store }: Context, customerId: string, id: string): Promise<undefined> {
  if (await store.deleteStoredMethod(customerId, id)) return undefined
  throw new ApiError(404, 'not-found', 'The customer has no such stored method.')
}
