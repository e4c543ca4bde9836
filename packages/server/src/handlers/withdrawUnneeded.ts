import { unneededAttempts } from '../payment/dueLook.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { ServiceContext } from './ServiceContext.ts'
import { withdrawAttempt } from './withdrawAttempt.ts'

/**
 * Ends attempts that wait for a shopper whose payment has its money, so that nobody pays at a bank's page what is paid already. They are
 * read back first: one that brought money stays what it is.
 *
 * @throws ProblemError `orchestrator-unavailable` when nobody could be asked.
 */
export async function withdrawUnneeded(service: ServiceContext, key: PaymentKey): Promise<void> {
  const { ledger, readBack } = service
  const before = await ledger.read(key)
  if (!before || unneededAttempts(before).length === 0 || !(await readBack(key, 'now'))) return
  const record = (await ledger.read(key)) ?? before
  for (const { attemptId } of unneededAttempts(record)) await withdrawAttempt(service, key, attemptId)
}
