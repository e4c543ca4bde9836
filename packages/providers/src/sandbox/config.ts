import * as v from 'valibot'

/** `loadMethod`'s config of `sandbox/card`. */
export interface SandboxConfig {
  publishableKey: string
  /** Where the company's browser library is served from; of `origin`. */
  scriptUrl: string
  /** Origin of the company's frames. */
  origin: string
}

const httpUrlSchema = v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//))

export const sandboxConfigSchema: v.GenericSchema<unknown, SandboxConfig> = v.pipe(
  v.object({
    publishableKey: v.pipe(v.string(), v.regex(/^pk_[A-Za-z0-9_]{1,100}$/)),
    scriptUrl: httpUrlSchema,
    origin: httpUrlSchema,
  }),
  v.check(({ scriptUrl, origin }) => new URL(scriptUrl).origin === origin, 'scriptUrl must be of the origin'),
)
