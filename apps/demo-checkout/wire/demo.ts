import * as v from 'valibot'

/** Answer of `GET /api/shop/demo`. */
export interface DemoFacts {
  /** The page of the pretend payment company that lists its test cards. */
  testCards: string
}

export const demoFactsSchema: v.GenericSchema<unknown, DemoFacts> = v.object({
  testCards: v.pipe(v.string(), v.url(), v.regex(/^https?:/)),
})
