import type { BusMessage } from '@payloom/bus'
import type { OrderUpdate, PaymentStatusMessage } from '@payloom/core/contract'
import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import type { PaymentService } from '../PaymentService.ts'
import type { PaymentKey } from '../payment/PaymentRecord.ts'
import type { StoredOrderUpdate } from '../payment/StoredOrderUpdate.ts'
import { attemptId, eur, openTestShop, type ShopOptions, type TestShop } from '../testShop.fixture.ts'

/** How the broker takes what is published. */
type Fate = 'confirms' | 'refuses' | 'hangs'

/** A shop with a broker that a test scripts. */
export interface UpdateShop extends TestShop {
  clock: ManualClock
  /** What reached the broker, confirmed or not. */
  published: BusMessage[]
  broker: { fate: Fate }
  /** Confirms everything that hangs. */
  confirmLate(): void
  /** Delivers a status message; rejects when it is not acknowledged. */
  deliver(body: Partial<PaymentStatusMessage>, messageId?: string): Promise<void>
  /** Cart 1 paid by attempt 1, in minor units of EUR. */
  takePayment(value?: number): Promise<void>
  send: PaymentService['sendOrderUpdate']
  updates(key?: PaymentKey): Promise<readonly StoredOrderUpdate[]>
}

const key: PaymentKey = { tenant: 'shop', paymentId: 'cart-1' }

export async function openUpdateShop(options: ShopOptions = {}): Promise<UpdateShop> {
  const clock = (options.clock as ManualClock | undefined) ?? createManualClock()
  const published: BusMessage[] = []
  const broker: { fate: Fate } = { fate: 'confirms' }
  let hanging: (() => void)[] = []
  let handle: (message: BusMessage) => Promise<void> = async () => undefined
  let serial = 0
  const shop = await openTestShop({
    clock,
    bus: {
      async publish(message) {
        published.push(message)
        if (broker.fate === 'refuses') throw new Error('the broker is down')
        if (broker.fate === 'hangs') await new Promise<void>((resolve) => hanging.push(resolve))
      },
      subscribe(handler) {
        handle = handler
        return () => undefined
      },
      health: () => ({ status: 'up' }),
      close: async () => undefined,
    },
    ...options,
  })
  const deliver: UpdateShop['deliver'] = (more, messageId = `msg-${++serial}`) =>
    handle({
      messageId,
      type: 'payment-status',
      body: {
        ...{ orderId: 'cart-1', status: more.kind ?? 'paid', kind: 'captured', factId: `fact-${messageId}` },
        attemptId: attemptId(1),
        providerTime: '2026-11-22T10:00:00Z',
        ...more,
      },
    })
  return {
    ...shop,
    clock,
    published,
    broker,
    confirmLate() {
      for (const confirm of hanging) confirm()
      hanging = []
    },
    deliver,
    async takePayment(value = 2000) {
      await shop.pay(1)
      await deliver({ amount: eur(value), factId: 'captured-1' }, 'captured-1')
    },
    send: (update, of) => shop.service.sendOrderUpdate(update, of),
    updates: async (of = key) => (await shop.store.read(of))?.updates ?? [],
  }
}

/** A refund of cart 1; without a value of all that is left. */
export function refundOf(updateId: string, value?: number): OrderUpdate {
  return {
    updateId,
    orderId: 'cart-1',
    status: 'refunded',
    refund: value === undefined ? {} : { amount: eur(value) },
  }
}
