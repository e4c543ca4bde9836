import type { Context } from '../Context.ts'
import type { Connector } from '../connectors/Connector.ts'
import type { Attempt } from '../store/Attempt.ts'
import { askCompany } from './askCompany.ts'

/** Asks the company how the attempt stands, and keeps what is new. Throws a 502 or 504 when it cannot be asked. */
export async function refreshAttempt(
  context: Context,
  connector: Connector,
  attempt: Attempt,
): Promise<Attempt> {
  const { attemptId, result } = attempt
  const reading = await askCompany(context, connector, attemptId, 'read', async () =>
    connector.read?.(attempt),
  )
  if (reading === undefined || reading === 'unknown') return attempt
  return await context.store.saveAnswer(attemptId, result?.step ?? 0, reading)
}
