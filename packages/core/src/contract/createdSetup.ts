import * as v from 'valibot'
import { idSchema } from './code.ts'

/** The answer of `createSetup`: a payment of nothing, by which a method is stored. */
export interface CreatedSetup {
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
}

/** Valibot schema of a {@link CreatedSetup}. */
export const createdSetupSchema: v.GenericSchema<unknown, CreatedSetup> = v.object({ paymentId: idSchema })
