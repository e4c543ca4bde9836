import * as v from 'valibot'

/** Answer of `GET /api/shop/visitor`, `POST /api/shop/sign-in` and `POST /api/shop/sign-out`. */
export interface Visitor {
  isSignedIn: boolean
}

export const visitorSchema: v.GenericSchema<unknown, Visitor> = v.object({ isSignedIn: v.boolean() })
