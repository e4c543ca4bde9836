import type { AttemptRef } from '../client/PaymentClient.ts'
import type { ResumeResult } from '../contract/resumeResult.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import type { FlowContext } from './FlowContext.ts'

/** What is known of a return. */
export type Returned = ResumeResult

/**
 * Reads the true state of what came back: by its token, or by the ids that this tab kept of it.
 *
 * @throws PaymentError
 */
export async function readReturned(
  { client, signal }: Pick<FlowContext, 'client' | 'signal'>,
  token: string | undefined,
  known: AttemptRef | undefined,
): Promise<Returned> {
  if (token !== undefined || !known) return client.resume({ token: token ?? '' }, { signal })
  const result = await client.readAttempt(known, { signal })
  const own = result.state.attempts.find(({ attemptId }) => attemptId === result.attemptId)
  if (!own) throw unlisted()
  return { result, provider: own.provider, method: own.method, params: {} }
}

function unlisted(): PaymentError {
  return new PaymentError({
    message: 'resume: the payment’s state does not list the attempt that came back.',
    code: 'unknown-attempt',
    origin: 'proxy',
  })
}
