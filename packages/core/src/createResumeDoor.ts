import type { Checkout } from './Checkout.ts'
import type { ResumeOutcome } from './flow/ResumeOutcome.ts'

/**
 * Makes the door to resuming: the same token gets the same promise, so that React's double effects are one call.
 *
 * @param load lets the desk come.
 */
export function createResumeDoor(load: () => Promise<Pick<Checkout, 'resume'>>): Checkout['resume'] {
  const known = new Map<string | undefined, Promise<ResumeOutcome>>()
  const ask = async (token: string | undefined): Promise<ResumeOutcome> => {
    const outcome = await load().then(
      ({ resume }) => resume(token),
      (): ResumeOutcome => ({ kind: 'error', error: { code: 'provider_unavailable', retry: 'same' } }),
    )
    // What failed may be tried again.
    if (outcome.kind === 'error') known.delete(token)
    return outcome
  }
  return (token) => {
    const asked = known.get(token) ?? ask(token)
    known.set(token, asked)
    return asked
  }
}
