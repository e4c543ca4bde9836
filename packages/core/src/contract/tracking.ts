import * as v from 'valibot'
import { textSchema } from './code.ts'

/** Where a parcel can be followed. */
export interface Tracking {
  /** The carrier's name. */
  name: string
  /** The parcel's number at the carrier. */
  number: string
}

/** Valibot schema of a {@link Tracking}. */
export const trackingSchema: v.GenericSchema<unknown, Tracking> = v.object({
  name: textSchema,
  number: textSchema,
})
