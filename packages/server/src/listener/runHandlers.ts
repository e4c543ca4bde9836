import type { Clock } from '@payloom/bus'
import type { PaymentEventName } from '@payloom/core/contract'
import type { PaymentHandlers, PaymentStatusHandler, PaymentStatusUpdate } from './PaymentStatusUpdate.ts'

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
  const runs = [...handlers[event]].map((handler) => withLimit(event, handler, clock, update))
  const results = await Promise.allSettled(runs)
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

async function withLimit(
  event: PaymentEventName,
  handler: PaymentStatusHandler,
  clock: Clock,
  update: PaymentStatusUpdate,
): Promise<void> {
  let cancel: () => void = () => undefined
  const limit = new Promise<never>((_, reject) => {
    cancel = clock.after(handlerLimit, () =>
      reject(
        new Error(
          `${event}: a handler took longer than 30 s. Queue the work and return; the update comes again.`,
        ),
      ),
    )
  })
  try {
    await Promise.race([handler(update), limit])
  } finally {
    cancel()
  }
}
