import type { Clock } from '@payloom/bus'
import type { PaymentEventName } from '@payloom/core/contract'
import type { PaymentHandlers, PaymentStatusUpdate } from './PaymentStatusUpdate.ts'
import { withinTime } from './withinTime.ts'

const handlerLimit = 30_000

/**
 * Runs the shop's handlers and waits for all of them.
 *
 * @throws Error of the first that threw or took longer than 30 s.
 */
export async function runHandlers(
  event: PaymentEventName,
  handlers: PaymentHandlers,
  clock: Clock,
  update: PaymentStatusUpdate,
): Promise<void> {
  const late = (): never => {
    throw new Error(
      `${event}: a handler took longer than 30 s. Queue the work and return; the update comes again.`,
    )
  }
  const runs = [...handlers[event]].map((handler) =>
    withinTime<void>(clock, handlerLimit, async () => handler(update), late),
  )
  const results = await Promise.allSettled(runs)
  for (const result of results) if (result.status === 'rejected') throw result.reason
}
