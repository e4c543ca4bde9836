/** The part of Standard Schema v1 that Payloom uses (standardschema.dev); valibot, zod, arktype and others fit. */
export interface StandardSchema<Output> {
  /** The schema library's side of Standard Schema 1. */
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined
  }
}

/** Answer of a Standard Schema. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] }
