import * as v from 'valibot'
import { codeSchema, timeSchema } from './code.ts'
import { type StoredMethod, storedMethodSchema } from './storedMethod.ts'

/** What a method is used for. */
export type Purpose = 'pay' | 'pay-stored' | 'setup' | 'resume'

/** One method, with what its component needs to be drawn. */
export interface LoadedMethod {
  /** Code of the provider; with the method's code it names one way to pay. */
  provider: string
  /** Code of the method, unique within its provider. */
  method: string
  /** What the method is used for. */
  purpose: Purpose
  /** The provider's own; parsed by the provider's schema. */
  config: unknown
  /** What the shopper saw: opaque, sent back with `validate`. Absent outside a checkout. */
  quote?: string | undefined
  /** After this time it has to be loaded again. */
  expiresAt?: string | undefined
  /** The origins that a redirect of this method may lead to. */
  redirectOrigins: string[]
  /** The stored method that is to be paid by, with `pay-stored`. */
  stored?: StoredMethod | undefined
}

export const purposeSchema: v.GenericSchema<unknown, Purpose> = v.picklist([
  'pay',
  'pay-stored',
  'setup',
  'resume',
])

/** Valibot schema of a {@link LoadedMethod}. */
export const loadedMethodSchema: v.GenericSchema<unknown, LoadedMethod> = v.object({
  provider: codeSchema,
  method: codeSchema,
  purpose: purposeSchema,
  config: v.unknown(),
  quote: v.exactOptional(v.string()),
  expiresAt: v.exactOptional(timeSchema),
  redirectOrigins: v.fallback(v.pipe(v.array(v.string()), v.maxLength(200)), []),
  stored: v.exactOptional(storedMethodSchema),
})
