import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import { CompanyError } from '../connectors/CompanyError.ts'
import type { Connector } from '../connectors/Connector.ts'
import type { Attempt } from '../store/Attempt.ts'

/**
 * Runs one call to a company, about an attempt or none. When its outcome is unknown that is logged and becomes a 502, or a 504 when the company was too
 * slow: the attempt stays as it is and can be read, or sent again with the same key.
 */
export async function askCompany<T>(
  { log }: Context,
  { provider }: Connector,
  attemptId: string | undefined,
  call: string,
  task: () => Promise<T>,
  onFailure: (error: CompanyError) => Promise<void> = async () => undefined,
): Promise<T> {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof CompanyError)) throw error
    const { reason } = error
    await onFailure(error)
    const about = attemptId === undefined ? {} : { attemptId }
    log({ event: 'company-failed', provider, call, reason, ...about })
    const status = reason === 'timeout' ? 504 : 502
    throw new ApiError(
      status,
      'company-unavailable',
      'The payment company did not give a usable answer; ask again later.',
    )
  }
}

/**
 * Who speaks with the company of a kept attempt. Throws a 502 when its provider is not configured any more: what became of the
 * attempt is then unknown, so it must not look like a refusal.
 */
export function connectorOf({ connectors }: Context, { provider }: Attempt): Connector {
  const connector = connectors.get(provider)
  if (connector) return connector
  throw new ApiError(502, 'company-unavailable', `The provider "${provider}" is not configured any more.`)
}
