import * as v from 'valibot'
import { idSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'
import { type Tracking, trackingSchema } from './tracking.ts'

/** Shop → orchestrator: what the shop tells the company later. Money is in minor units. */
export interface OrderUpdate {
  /** The shop's own id of this update: the same id is the same update. */
  updateId: string
  /** The paymentId. */
  orderId: string
  /** Which of the members below counts. */
  status: 'shipped' | 'tracking_added' | 'refunded'
  /** What was shipped; a line without `quantity` was shipped whole. */
  shipping?: { items: { id: string; quantity?: number | undefined }[] } | undefined
  /** The carrier's name and the parcel's number. */
  tracking?: Tracking | undefined
  /** What is given back, in minor units; without `amount` all that is left of what was paid. */
  refund?: { transactionId?: string | undefined; amount?: Money | undefined } | undefined
}

/** Valibot schema of a {@link OrderUpdate}. */
export const orderUpdateSchema: v.GenericSchema<unknown, OrderUpdate> = v.object({
  updateId: idSchema,
  orderId: idSchema,
  status: v.picklist(['shipped', 'tracking_added', 'refunded']),
  shipping: v.exactOptional(
    v.object({ items: v.array(v.object({ id: v.string(), quantity: v.exactOptional(v.number()) })) }),
  ),
  tracking: v.exactOptional(trackingSchema),
  refund: v.exactOptional(
    v.object({ transactionId: v.exactOptional(v.string()), amount: v.exactOptional(moneySchema) }),
  ),
})
