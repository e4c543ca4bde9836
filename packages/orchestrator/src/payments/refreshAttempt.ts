import type { Context } from '../Context.ts'
import type { CompanyAnswer, Connector } from '../connectors/Connector.ts'
import type { Attempt } from '../store/Attempt.ts'
import { askCompany } from './askCompany.ts'
import { arrivalGrace } from './isUnderWay.ts'

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
  if (reading === 'unknown') return giveUpLost(context, attempt)
  if (reading === undefined) return attempt
  return await context.store.saveAnswer(attemptId, result?.step ?? 0, reading)
}

/**
 * The company answers, and never heard of the attempt. Once the request cannot arrive any more nothing was charged: the attempt
 * has failed, so that the shopper can try again.
 */
async function giveUpLost(context: Context, attempt: Attempt): Promise<Attempt> {
  const { store, queue, clock } = context
  const { attemptId, askedAt } = attempt
  const isLost = attempt.result === undefined && clock.now() - Date.parse(askedAt) >= arrivalGrace
  if (!isLost || queue.isBusy(attemptId)) return attempt
  return await queue.run(attemptId, async () => {
    const current = await store.findAttempt(attemptId)
    // Taken up meanwhile.
    if (current?.askedAt !== askedAt || current.result) return current ?? attempt
    return await store.saveAnswer(attemptId, 0, lost(attemptId, new Date(clock.now()).toISOString()))
  })
}

function lost(attemptId: string, providerTime: string): CompanyAnswer {
  const fact = { factId: `${attemptId}-lost`, kind: 'failed', providerTime, confirmed: true }
  return { outcome: { outcome: 'failed', error: { code: 'network', retry: 'same' } }, facts: [fact] }
}
