import type { OrderTerms } from './OrderTerms.ts'

/**
 * Whether a required consent is not given.
 *
 * @param own consents of one order, by name; they win over the terms.
 */
export function isConsentMissing({ consents }: OrderTerms, own: Record<string, boolean> = {}): boolean {
  return Object.entries(consents).some(
    ([name, { given, isRequired }]) => isRequired && (Object.hasOwn(own, name) ? !own[name] : !given),
  )
}
