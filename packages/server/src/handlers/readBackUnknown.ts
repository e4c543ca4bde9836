import { isUnknown } from '../payment/attemptPhase.ts'
import { attemptOf, type PaymentKey } from '../payment/PaymentRecord.ts'
import type { ServiceContext } from './ServiceContext.ts'

/**
 * Reads an attempt of unknown outcome back; one that a call of ours is still waiting for is left alone.
 *
 * @returns whether more is known now than before.
 */
export async function readBackUnknown(
  service: ServiceContext,
  key: PaymentKey,
  attemptId: string,
): Promise<boolean> {
  const { ledger, clock, readBack } = service
  const before = await ledger.read(key)
  const attempt = attemptOf(before, attemptId)
  if (!before || !attempt || !isUnknown(attempt, clock.now())) return false
  await readBack(key)
  const after = await ledger.read(key)
  return after !== undefined && JSON.stringify(after) !== JSON.stringify(before)
}
