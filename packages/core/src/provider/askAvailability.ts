import type { Clock } from '../client/Clock.ts'
import type { Method } from '../contract/methodList.ts'
import { limitTime } from './limitTime.ts'
import type { Provider } from './Provider.ts'

/** Milliseconds that a provider has to say whether a browser shows its method. */
const availabilityLimit = 5_000

/** Asks a provider whether this browser shows a method. @returns the reason against it, if there is one. */
export async function askAvailability(
  provider: Provider,
  method: Method,
  clock: Clock,
  signal: AbortSignal,
): Promise<string | undefined> {
  const controller = new AbortController()
  try {
    const answer = Promise.resolve(
      provider.isAvailable?.(method, AbortSignal.any([signal, controller.signal])),
    )
    const availability = await limitTime(answer, {
      clock,
      milliseconds: availabilityLimit,
      error: () => new Error(`${provider.id}: isAvailable did not answer within ${availabilityLimit} ms.`),
      signal,
    })
    return availability?.available === false ? (availability.reason ?? 'wallet-unsupported') : undefined
  } catch {
    return 'provider-error'
  } finally {
    controller.abort()
  }
}
