import type { Clock } from '../client/Clock.ts'
import { limitTime } from './limitTime.ts'
import type { ProviderSession } from './ProviderSession.ts'

/** Milliseconds that a session has to end before the page goes on without it. */
const destroyLimit = 3_000

/** Ends a session for good. Never rejects: one that cannot end in time, or throws, is reported. */
export async function endSession(
  session: ProviderSession,
  clock: Clock,
  report: (error: unknown) => void,
): Promise<void> {
  try {
    const error = () => new Error('A provider session did not end in time; destroy has to settle.')
    await limitTime(session.destroy(), { clock, milliseconds: destroyLimit, error })
  } catch (error) {
    report(error)
  }
}
