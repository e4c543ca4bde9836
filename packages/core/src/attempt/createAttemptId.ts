/**
 * Makes an attempt's id: 128 random bits as 32 hexadecimal digits. It is the idempotency key of the attempt.
 *
 * @param fillRandom `crypto.getRandomValues`; fills the bytes that it is given.
 */
export function createAttemptId(fillRandom: (bytes: Uint8Array<ArrayBuffer>) => unknown): string {
  const bytes = new Uint8Array(16)
  fillRandom(bytes)
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
