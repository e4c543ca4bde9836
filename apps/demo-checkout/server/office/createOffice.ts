import type { OrderUpdate, PaymentState } from '@payloom/core/contract'
import { OrderUpdateError, type PaymentService } from '@payloom/server'
import type {
  OfficeOrder,
  OfficePayment,
  OfficeUpdateAnswer,
  OfficeUpdateRequest,
  OpenedOfficeOrder,
} from '../../wire/office.ts'
import type { Order } from '../../wire/order.ts'
import { ShopProblem } from '../http/shopProblem.ts'
import type { OrderStore } from '../order/orderStore.ts'
import type { OfficeUpdateStore } from './createOfficeUpdateStore.ts'
import { officeProblem } from './officeProblem.ts'

/** What the people of the shop see of its orders, and tell the payment companies of them. */
export interface Office {
  /** The newest orders, the newest first. */
  list(): Promise<OfficeOrder[]>
  /** One order, with everything that was told of it. */
  find(orderId: string): Promise<OpenedOfficeOrder | undefined>
  /**
   * Tells of an order; the same id again is the same update.
   *
   * @throws ShopProblem naming the field that is wrong; nothing was sent then.
   */
  tell(orderId: string, request: OfficeUpdateRequest): Promise<OfficeUpdateAnswer>
}

/** What an office is made of. */
export interface OfficeOptions {
  orders: Pick<OrderStore, 'find' | 'listAll'>
  updates: OfficeUpdateStore
  service: Pick<PaymentService, 'sendOrderUpdate' | 'readRefundable'>
  /** How a payment stands; `undefined` for one that is not in the payments' database. */
  stateOf(paymentId: string): Promise<PaymentState | undefined>
}

const mostListed = 50
const ended: ReadonlySet<string> = new Set(['failed', 'canceled', 'expired'])

/** Makes the office. */
export function createOffice({ orders, updates, service, stateOf }: OfficeOptions): Office {
  const orderOf = async (order: Order): Promise<OfficeOrder> => {
    const { orderId, placedAt, total, contact, paymentId } = order
    const state = await stateOf(paymentId)
    const listed = { orderId, placedAt, customer: contact.name, total }
    if (!state) return listed
    const refundable = await service.readRefundable({ paymentId })
    return { ...listed, payment: { ...paymentOf(state), refundable } }
  }
  return {
    list: () => Promise.all(orders.listAll(mostListed).map(orderOf)),
    async find(orderId) {
      const order = orders.find(orderId)
      if (!order) return undefined
      const { lines, subtotal, shipping, contact } = order
      const told = updates.list(orderId)
      return { ...(await orderOf(order)), lines, subtotal, shipping, contact, updates: told }
    },
    async tell(orderId, request) {
      const order = orders.find(orderId)
      if (!order) throw new ShopProblem(404, 'not-found', 'There is no such order.')
      const { updateId } = request
      // Noted first: news of it may come before the answer.
      const isNew = updates.add(orderId, request)
      try {
        await service.sendOrderUpdate(orderUpdateOf(order.paymentId, request))
      } catch (error) {
        if (error instanceof OrderUpdateError && error.code === 'not-confirmed') {
          updates.accept(updateId, 'waiting')
          return { outcome: 'waiting' }
        }
        if (!(error instanceof OrderUpdateError)) throw error
        if (isNew) updates.remove(updateId)
        throw officeProblem(error)
      }
      updates.accept(updateId, 'sent')
      return { outcome: 'sent' }
    },
  }
}

function paymentOf({
  status,
  amounts,
  attempts,
  history,
  fulfilment,
}: PaymentState): Omit<OfficePayment, 'refundable'> {
  const going = attempts.filter((attempt) => !ended.has(attempt.status))
  return {
    status,
    isPlaced: going.some(({ placed }) => placed === true),
    captured: amounts.captured,
    refunded: amounts.refunded,
    methods: going.filter((one) => one.placed === true || one.status !== 'open').map(({ title }) => title),
    history,
    fulfilment,
  }
}

function orderUpdateOf(
  paymentId: string,
  { updateId, kind, tracking, amount }: OfficeUpdateRequest,
): OrderUpdate {
  return {
    updateId,
    orderId: paymentId,
    status: kind,
    ...(tracking ? { tracking } : {}),
    ...(amount ? { refund: { amount } } : {}),
  }
}
