import type { StoredMethod } from '@payloom/core/contract'
import type { Context } from '../Context.ts'
import { presentStored } from './presentStored.ts'

/** `GET /stored-payment-methods/{customerId}`: all that the customer has stored, offered now or not. */
export async function listStored({ store }: Context, customerId: string): Promise<StoredMethod[]> {
  return (await store.findStoredMethods(customerId)).map(presentStored)
}
