import type { Context } from '../Context.ts'
import { askCompany } from '../payments/askCompany.ts'
import type { Chore } from '../store/Chore.ts'
import type { ChoreResult } from './openChoreWorker.ts'

/** A payment that pays with a deleted method may go on for so long (ms): one that was left alone must not keep it for ever. */
const patience = 24 * 3_600_000

/** Makes the company forget a stored method, once no payment that is under way needs it. Throws when the company could not be asked. */
export async function forgetMethod(context: Context, { subject, createdAt }: Chore): Promise<ChoreResult> {
  const { store, connectors, clock } = context
  const kept = await store.findStoredMethod(subject)
  if (kept === undefined) return 'done'
  const isPatient = clock.now() - createdAt < patience
  if (isPatient && (await store.isStoredMethodInUse(subject))) return 'later'
  const connector = connectors.get(kept.provider)
  if (connector?.deleteStored === undefined) return 'later'
  await askCompany(context, connector, subject, 'delete-stored', async () => connector.deleteStored?.(kept))
  await store.removeStoredMethod(subject)
  return 'done'
}
