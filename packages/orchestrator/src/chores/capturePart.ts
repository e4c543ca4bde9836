import type { Context } from '../Context.ts'
import { askCompany } from '../payments/askCompany.ts'
import type { ChoreResult } from './openChoreWorker.ts'

/** Takes a held part, unless it was taken or given back meanwhile. Throws when the company could not be asked. */
export async function capturePart(context: Context, attemptId: string): Promise<ChoreResult> {
  const { store, connectors, queue } = context
  // In the attempt's queue, so that it is not given back at the same time.
  return await queue.run(attemptId, async () => {
    const attempt = await store.findAttempt(attemptId)
    if (attempt === undefined || attempt.isReturned || !(await store.isHeld(attemptId))) return 'done'
    const connector = connectors.get(attempt.provider)
    if (connector?.capture === undefined) return 'later'
    const answer = await askCompany(context, connector, attemptId, 'capture', async () =>
      connector.capture?.(attempt),
    )
    if (answer === undefined || answer === 'unknown') return 'done'
    await store.saveAnswer(attemptId, attempt.result?.step ?? 0, answer)
    // Still held: the company has answered, and not taken it.
    return answer.outcome.outcome === 'partial' ? 'later' : 'done'
  })
}
