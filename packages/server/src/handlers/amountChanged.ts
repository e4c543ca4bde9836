import type { Money } from '@payloom/core/contract'
import { ProblemError } from '../transport/ProblemError.ts'
import { listMethods } from './listMethods.ts'
import type { ResolvedPayable } from './resolvePayable.ts'
import type { ServiceContext } from './ServiceContext.ts'
import type { Validation } from './Validation.ts'

/** The refusal of a quote that no longer holds: the methods as they are now, and what the chosen one costs. Nothing is bound by it. */
export async function amountChanged(
  service: ServiceContext,
  { access, key, request }: Pick<Validation, 'access' | 'key' | 'request'>,
  payable: ResolvedPayable,
  due: Money,
): Promise<ProblemError> {
  const { methods } = await listMethods(service, { access, key, payable, due, locale: request.locale })
  const chosen = methods.find(
    ({ provider, method }) => provider === request.provider && method === request.method,
  )
  if (!chosen) return new ProblemError('method-unavailable')
  return new ProblemError('amount-changed', { extension: { methods, total: chosen.total ?? due } })
}
