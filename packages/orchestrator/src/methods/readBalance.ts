import { type BalanceAnswer, type BalancePayload, majorFromMoney } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import { CompanyError } from '../connectors/CompanyError.ts'

/** `POST /payment-methods/{provider}/{method}/balance`: what is left on a gift card. Nothing of it is kept or logged. */
export async function readBalance(
  { configuration, connectors, log }: Context,
  { provider, method }: { provider: string; method: string },
  { number, pin, currency }: BalancePayload,
): Promise<BalanceAnswer> {
  const offering = configuration.providers.find(
    ({ providerId, enabled }) => enabled && providerId === provider,
  )
  const isOffered = offering?.methods.some(({ methodId, enabled }) => enabled && methodId === method) ?? false
  const connector = connectors.get(provider)
  if (!isOffered || !connector?.balanceOf || !connector.methods.get(method)?.takesPart) {
    throw new ApiError(409, 'method-unavailable', `${provider}/${method} has no balance to ask for.`)
  }
  const reading = await connector
    .balanceOf({ method, number, currency, ...(pin === undefined ? {} : { pin }) })
    .catch((error: unknown) => {
      if (!(error instanceof CompanyError)) throw error
      const { reason } = error
      log({ event: 'company-failed', provider, call: 'balance', reason })
      const status = reason === 'timeout' ? 504 : 502
      throw new ApiError(
        status,
        'company-unavailable',
        'The payment company cannot be asked; ask again later.',
      )
    })
  if (reading.kind === 'refused') {
    throw new ApiError(422, 'invalid_data', `The ${reading.field} is wrong.`, reading.field)
  }
  const { balance } = reading
  return { balance: majorFromMoney(balance), currency: balance.currency }
}
