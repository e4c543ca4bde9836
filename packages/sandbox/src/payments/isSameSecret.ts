import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares two secrets in a time that tells nothing of them; what was never given out is equal to nothing. */
export function isSameSecret(given: string, expected: string | undefined): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return expected !== undefined && timingSafeEqual(digest(given), digest(expected))
}
