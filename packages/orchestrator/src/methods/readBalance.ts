import { type BalanceAnswer, type BalancePayload, majorFromMoney } from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import { askCompany } from '../payments/askCompany.ts'

/** `POST /payment-methods/{provider}/{method}/balance`: what is left on a gift card. Nothing of it is kept or logged. */
export async function readBalance(
  context: Context,
  { provider, method }: { provider: string; method: string },
  { number, pin, currency }: BalancePayload,
): Promise<BalanceAnswer> {
  const connector = context.connectors.get(provider)
  const hasBalance = connector?.methods.get(method)?.takesPart && isOffered(context, provider, method)
  if (!connector?.balanceOf || !hasBalance) {
    throw new ApiError(409, 'method-unavailable', `${provider}/${method} has no balance to ask for.`)
  }
  const card = { method, number, currency, ...(pin === undefined ? {} : { pin }) }
  const reading = await askCompany(context, connector, undefined, 'balance', async () =>
    connector.balanceOf?.(card),
  )
  if (reading?.kind !== 'balance') {
    const field = reading?.field ?? 'number'
    throw new ApiError(422, 'invalid_data', `The ${field} is wrong.`, field)
  }
  const { balance } = reading
  return { balance: majorFromMoney(balance), currency: balance.currency }
}

function isOffered({ configuration }: Context, provider: string, method: string): boolean {
  const offering = configuration.providers.find(({ providerId }) => providerId === provider)
  const settings = offering?.methods.find(({ methodId }) => methodId === method)
  return offering?.enabled === true && settings?.enabled === true
}
