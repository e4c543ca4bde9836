import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import type { Connector } from '../connectors/Connector.ts'
import type { MethodTraits } from '../connectors/MethodTraits.ts'
import { evaluateMethods, type OfferedMethod, type Purchase } from '../rules/evaluateMethods.ts'

/** A method with all that is known of it. */
export interface Offer {
  offered: OfferedMethod
  connector: Connector
  traits: MethodTraits
}

/** The method if it is offered for this purchase, else a 409. */
export function findOffer(context: Context, purchase: Purchase, provider: string, method: string): Offer {
  const { configuration, connectors } = context
  const { offered, unavailable } = evaluateMethods(configuration, purchase, connectors.values())
  const isIt = (names: { provider: string; method: string }): boolean =>
    names.provider === provider && names.method === method
  const found = offered.find(isIt)
  if (found) return { offered: found, ...findConnector(context, provider, method) }
  const reason = unavailable.find(isIt)?.reason ?? 'not configured'
  throw new ApiError(
    409,
    'method-unavailable',
    `${provider}/${method} is not offered for this payment: ${reason}.`,
  )
}

/** Who speaks with the company of a configured method. */
export function findConnector(
  { connectors }: Context,
  provider: string,
  method: string,
): { connector: Connector; traits: MethodTraits } {
  const connector = connectors.get(provider)
  const traits = connector?.methods.get(method)
  if (connector && traits) return { connector, traits }
  throw new Error(
    `findConnector: ${provider}/${method} has no connector; createOrchestrator should have refused it.`,
  )
}
