import * as v from 'valibot'

/** Provider and method codes, and the ids that stand in a path: nothing in them needs escaping or can climb. */
export const codeSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/),
)

/** Opaque ids of ours and of the shop. */
export const idSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9._~-]{1,128}$/),
)

/** An attempt's id: 128 random bits as 32 hexadecimal digits. It is the idempotency key. */
export const attemptIdSchema: v.GenericSchema<unknown, string> = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))

/** RFC 3339 UTC, from the server. */
export const timeSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/),
)

/** A short text that a person reads; longer ones are cut, never refused. */
export const textSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, 2000)),
)
