import type { StoredMethod } from '@payloom/core/contract'
import type { KeptMethod } from '../store/KeptMethod.ts'

/** A stored method as a shop may show it, without the company's name of it. */
export function presentStored({ id, provider, method, title, ...rest }: KeptMethod): StoredMethod {
  const { brand, last4, expiry, needsCvc } = rest
  return {
    ...{ id, provider, method, title },
    ...(brand === undefined ? {} : { brand }),
    ...(last4 === undefined ? {} : { last4 }),
    ...(expiry === undefined ? {} : { expiry }),
    needsCvc,
  }
}
