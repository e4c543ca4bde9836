import type { Context } from '../Context.ts'
import { askCompany } from '../payments/askCompany.ts'
import { refreshAttempt } from '../payments/refreshAttempt.ts'
import type { Attempt } from '../store/Attempt.ts'
import type { ChoreResult } from './openChoreWorker.ts'

const bringing = new Set(['authorized', 'captured'])

/** Gives the money of an attempt back that its payment does not need. Throws when a company could not be asked. */
export async function returnDuplicate(context: Context, attemptId: string): Promise<ChoreResult> {
  const { store, connectors, queue } = context
  // In the attempt's queue, so that it is not captured or canceled at the same time.
  return await queue.run(attemptId, async () => {
    const attempt = await store.findAttempt(attemptId)
    if (!attempt?.isReturned) return 'done'
    await refreshOthers(context, attempt)
    // The chore is gone then. Should new facts have brought it back already, it is not to be lost.
    if (await store.keepIfNeeded(attemptId)) return 'later'
    const connector = connectors.get(attempt.provider)
    if (connector === undefined) return 'later'
    if (connector.returnMoney === undefined) return keep(context, attempt, 'unsupported')
    const reference = await referenceOf(context, attemptId)
    const answer = await askCompany(context, connector, attemptId, 'return', async () =>
      connector.returnMoney?.(attempt, reference),
    )
    if (answer === undefined || answer === 'unknown') return keep(context, attempt, 'unknown')
    await store.saveAnswer(attemptId, attempt.result?.step ?? 0, answer)
    return 'done'
  })
}

/** What makes this money unneeded is asked for once more: a webhook may say that it was let go since, and not have arrived. */
async function refreshOthers(context: Context, { attemptId, paymentId }: Attempt): Promise<void> {
  const { store, connectors } = context
  for (const other of (await store.findPayment(paymentId)) ?? []) {
    const connector = connectors.get(other.provider)
    if (other.attemptId === attemptId || other.isReturned || connector === undefined) continue
    const facts = await store.findFacts(other.attemptId)
    if (facts.some(({ kind }) => bringing.has(kind))) await refreshAttempt(context, connector, other)
  }
}

/** The same for every try; another one only after the company said that the money did not arrive at the shopper's. */
async function referenceOf({ store }: Context, attemptId: string): Promise<string> {
  const failed = (await store.findFacts(attemptId)).filter(({ kind }) => kind === 'refund_failed').length
  return failed === 0 ? `return-${attemptId}` : `return-${attemptId}-${failed}`
}

/** Asking again would change nothing; the shop knows of it by its event. */
function keep({ log }: Context, { provider, attemptId }: Attempt, reason: 'unsupported' | 'unknown'): 'done' {
  log({ event: 'duplicate-kept', provider, attemptId, reason })
  return 'done'
}
