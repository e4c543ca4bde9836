import type { Context } from '../Context.ts'
import type { Attempt } from '../store/Attempt.ts'

/** After this long (ms) a request is not under way to its company any more. */
export const arrivalGrace = 60_000

/** Whether a request to make the payment may still reach the company. */
export function isUnderWay({ clock }: Pick<Context, 'clock'>, { askedAt, mayArrive }: Attempt): boolean {
  return mayArrive && clock.now() - Date.parse(askedAt) < arrivalGrace
}
