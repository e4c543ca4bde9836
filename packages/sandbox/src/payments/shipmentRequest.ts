import { ApiError } from '../http/apiError.ts'
import { parseText } from './parseText.ts'
import type { ShippedItem, Tracking } from './payment.ts'

/** What a merchant says of goods that left. */
export interface ShipmentRequest {
  /** The merchant's own name of the shipment. */
  reference: string
  /** Without it everything left; an empty list adds tracking to what left before. */
  items?: ShippedItem[]
  tracking?: Tracking
}

/** Reads the body of `POST /v1/payments/{id}/shipments`, or throws a 422 that names the field. */
export function parseShipmentRequest({
  reference,
  items,
  tracking,
}: Record<string, unknown>): ShipmentRequest {
  return {
    reference: parseText(reference, 'reference'),
    ...(items === undefined ? {} : { items: parseItems(items) }),
    ...(tracking === undefined ? {} : { tracking: parseTracking(tracking) }),
  }
}

function parseItems(value: unknown): ShippedItem[] {
  if (!Array.isArray(value) || value.length > 500) throw invalidItems()
  return value.map((item: unknown) => {
    const { id, quantity } = (typeof item === 'object' && item !== null ? item : {}) as Record<
      string,
      unknown
    >
    const isCount = typeof quantity === 'number' && Number.isSafeInteger(quantity) && quantity > 0
    if (!isShown(id) || (quantity !== undefined && !isCount)) throw invalidItems()
    return { id, ...(isCount ? { quantity } : {}) }
  })
}

function invalidItems(): ApiError {
  return new ApiError(
    422,
    'invalid_items',
    'items is a list of at most 500, each with an id and, if not all of it left, a quantity above 0.',
    'items',
  )
}

function parseTracking(value: unknown): Tracking {
  const { name, number } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >
  if (!isShown(name) || !isShown(number)) {
    throw new ApiError(
      422,
      'invalid_tracking',
      'tracking has the name of the carrier and the number of the parcel, each of 1 to 200 characters.',
      'tracking',
    )
  }
  return { name, number }
}

/** A text that people read: anything but control characters. */
function isShown(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{Cc}]{1,200}$/u.test(value)
}
