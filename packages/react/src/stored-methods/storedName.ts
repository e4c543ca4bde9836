import type { StoredMethod } from '@payloom/core/contract'
import type { Words } from '../context/Words.ts'
import { brandName } from './brandName.ts'

/** The name of a stored method as one text, for messages. */
export function storedName({ title, brand, last4 }: StoredMethod, words: Words): string {
  const name = brandName(brand) ?? title
  return !last4 || name.includes(last4) ? name : `${name} ${words.text('stored.ending', { last4 })}`
}
