import * as v from 'valibot'
import { codeSchema, timeSchema } from './code.ts'
import { type StoredMethod, storedMethodSchema } from './storedMethod.ts'

/** What a method is used for. */
export type Purpose = 'pay' | 'pay-stored' | 'setup' | 'resume'

/** One method, with what its component needs to be drawn. */
export interface LoadedMethod {
  provider: string
  method: string
  purpose: Purpose
  /** The provider's own; parsed by the provider's schema. */
  config: unknown
  quote?: string | undefined
  /** After this time it has to be loaded again. */
  expiresAt?: string | undefined
  /** The origins that a redirect of this method may lead to. */
  redirectOrigins: string[]
  stored?: StoredMethod | undefined
}

export const purposeSchema: v.GenericSchema<unknown, Purpose> = v.picklist([
  'pay',
  'pay-stored',
  'setup',
  'resume',
])

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
