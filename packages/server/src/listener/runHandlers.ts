import type { Clock } from '@payloom/bus'
import type { PaymentStatusHandler, PaymentStatusUpdate } from './PaymentStatusUpdate.ts'

const handlerLimit = 30_000

/**
 * Runs the shop's handlers and waits for all of them.
 *
 * @throws Error of the first that threw or took longer than 30 s.
 */
export async function runHandlers(
  handlers: ReadonlySet<PaymentStatusHandler>,
  clock: Clock,
  update: PaymentStatusUpdate,
): Promise<void> {
  const results = await Promise.allSettled([...handlers].map((handler) => withLimit(handler, clock, update)))
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

async function withLimit(
  handler: PaymentStatusHandler,
  clock: Clock,
  update: PaymentStatusUpdate,
): Promise<void> {
  let cancel: () => void = () => undefined
  const limit = new Promise<never>((_, reject) => {
    cancel = clock.after(handlerLimit, () =>
      reject(
        new Error(
          'PAYMENT_STATUS_UPDATED: a handler took longer than 30 s. Queue the work and return; the update comes again.',
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
