import type { PaymentState } from '@payloom/core/contract'

/** One parcel, as far as the shop has told. */
export interface Shipment {
  /** Tells it from the order's other parcels. */
  id: string
  /** When it left, RFC 3339; `undefined` while only its number is known. */
  shippedAt: string | undefined
  /** Carrier and number, once there are any. */
  tracking: { name: string; number: string } | undefined
}

/**
 * The parcels of an order, oldest first: what was told of one parcel in several steps is one, and a number stands once. Kinds of a
 * later version are left out.
 */
export function shipmentsOf({ fulfilment }: Pick<PaymentState, 'fulfilment'>): Shipment[] {
  const shipments: Shipment[] = []
  for (const [index, { kind, at, tracking }] of fulfilment.entries()) {
    const id = String(index)
    const known = tracking && shipments.find((one) => one.tracking?.number === tracking.number)
    if (kind === 'shipped') {
      const waiting = known ?? (tracking ? undefined : shipments.find((one) => one.shippedAt === undefined))
      if (waiting) waiting.shippedAt ??= at
      else shipments.push({ id, shippedAt: at, tracking })
    }
    if (kind === 'tracking_added' && tracking && !known) {
      const untracked = shipments.find((one) => one.tracking === undefined)
      if (untracked) untracked.tracking = tracking
      else shipments.push({ id, shippedAt: undefined, tracking })
    }
  }
  return shipments
}
