import { type BusMessage, NotStoredError } from '@payloom/bus'
import type { Context } from '../Context.ts'

/**
 * Takes what the bus brings from the shop. Resolves once the update and the chore that does it are stored, after which the message may be
 * acknowledged; rejects with `NotStoredError` when they could not be, so that the bus holds the message. A repeat changes nothing.
 */
export async function acceptOrderUpdate(
  { store, log }: Pick<Context, 'store' | 'log'>,
  message: BusMessage,
): Promise<void> {
  if (message.type !== 'order-update') return
  const { updateId, status } = message.body
  const state = await store.acceptUpdate(message.body).catch((cause: unknown) => {
    throw new NotStoredError(cause)
  })
  log({ event: 'order-update-received', updateId, status, state })
}
