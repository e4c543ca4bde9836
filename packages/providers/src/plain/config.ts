import * as v from 'valibot'

/** `loadMethod`'s config of the plain methods: there is none; whatever comes is dropped. */
export type PlainConfig = Record<string, never>

export const plainConfigSchema: v.GenericSchema<unknown, PlainConfig> = v.pipe(
  v.unknown(),
  v.transform((): PlainConfig => ({})),
)
