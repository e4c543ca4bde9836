import type { Clock } from '@payloom/bus'
import type { Fact, PaymentStatusMessage } from '@payloom/core/contract'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { PaymentStore } from '../store/PaymentStore.ts'
import { eventIdOf } from './eventIdOf.ts'

/**
 * Has the shop told of facts that no message brought: each becomes a message of our own, which the listener handles like any, again and
 * again until the handlers have run. To be called before the facts are recorded: a process may die between the two.
 */
export async function announceFacts(
  { store, clock, tenant }: { store: PaymentStore; clock: Clock; tenant?: string | undefined },
  key: PaymentKey,
  facts: readonly Fact[],
): Promise<void> {
  const time = new Date(clock.now()).toISOString()
  for (const fact of facts) {
    const message: PaymentStatusMessage = { orderId: key.paymentId, status: fact.kind, ...fact }
    await store.saveEvent({
      eventId: eventIdOf(tenant, `read-back.${fact.factId}`),
      ...(tenant === undefined ? {} : { tenant }),
      body: JSON.stringify(message),
      paymentId: key.paymentId,
      receivedAt: time,
      tries: 0,
      nextTryAt: clock.now(),
    })
  }
}
