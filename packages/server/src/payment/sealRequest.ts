import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, string, number, Buffer>(scrypt)

/**
 * What binds an attempt to its request. A body may hold what can be guessed, a gift card's PIN for instance, so whoever gets hold of the
 * store must not be able to try guesses fast.
 */
export async function sealRequest(requestHash: string, attemptId: string): Promise<string> {
  return (await derive(requestHash, attemptId, 32)).toString('hex')
}
