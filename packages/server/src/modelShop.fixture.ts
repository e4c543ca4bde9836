import type { EventBus } from '@payloom/bus'
import type { PaymentStatusMessage } from '@payloom/core/contract'
import type { CompanyModel } from './companyModel.fixture.ts'
import { createPaymentService } from './createPaymentService.ts'
import type { ManualClock } from './manualClock.fixture.ts'
import type { UnpaidOrder } from './orders/Orders.ts'
import type { Payable } from './orders/Payable.ts'
import type { PaymentService } from './PaymentService.ts'
import type { ServiceEvent } from './ServiceEvent.ts'
import type { PaymentStore } from './store/PaymentStore.ts'
import { createCart } from './testShop.fixture.ts'

/** A shop without HTTP, over a company in this process: what a property test runs by the thousand. */
export interface ModelShop {
  service: PaymentService
  carts: Map<string, Payable>
  restored: UnpaidOrder[]
  events: ServiceEvent[]
  /** Delivers a message of the company. */
  deliver(message: PaymentStatusMessage): Promise<void>
}

export interface ModelShopOptions {
  company: CompanyModel
  store: PaymentStore
  clock: ManualClock
  carts?: Map<string, Payable>
}

export function createModelShop({ company, store, clock, carts = new Map() }: ModelShopOptions): ModelShop {
  type Handler = Parameters<EventBus['subscribe']>[0]
  const subscribers = new Set<Handler>()
  const restored: UnpaidOrder[] = []
  const events: ServiceEvent[] = []
  const bus: EventBus = {
    publish: () => Promise.reject(new Error('nobody listens')),
    subscribe(handler: Handler) {
      subscribers.add(handler)
      return () => void subscribers.delete(handler)
    },
    health: () => ({ status: 'up' }),
    close: async () => undefined,
  }
  const service = createPaymentService({
    authorize: async (_request, _need, ref) => ({
      ...{ tenant: 'shop', subject: 'ada', customerId: 'cust-1', via: 'session' },
      paymentId: ref?.paymentId ?? null,
    }),
    orders: {
      resolve: async (_subject, { paymentId }) => carts.get(paymentId) ?? null,
      async place({ paymentId }) {
        await company.pause()
        return { orderId: `order-${paymentId}` }
      },
      when: 'before-payment',
      restoreCart: async (order) => void restored.push(order),
    },
    orchestrator: company.client,
    ...{ store, bus, clock, sealCost: 2 },
    redirectBaseUrl: 'https://shop.example',
    limits: { callsPerMinute: 1e6, attemptsPerMinute: 1e6 },
    observe: (event) => events.push(event),
  })
  return {
    ...{ service, carts, restored, events },
    async deliver(message) {
      const messageId = message.messageId ?? ''
      for (const receive of subscribers) await receive({ messageId, type: 'payment-status', body: message })
    },
  }
}

/** A cart of one payment; its only item is named after its version. */
export function createModelCart(paymentId: string, version: string, value: number): Payable {
  const { subject: _, tenant: __, ...cart } = createCart(paymentId, 'ada')
  const total = { value, currency: 'EUR' }
  return { ...cart, version, total, items: [{ id: 'scarf', name: version, quantity: 1, price: total }] }
}
