import { type BinaryLike, type ScryptOptions, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<BinaryLike, BinaryLike, number, ScryptOptions, Buffer>(scrypt)

/** Some 25 ms on a machine of today. */
const sealCost = 16_384

/**
 * What binds an attempt to its request. A body may hold what can be guessed, a gift card's PIN for instance, so whoever gets hold of the
 * store must not be able to try guesses fast.
 *
 * @param cost scrypt's N, a power of two.
 */
export async function sealRequest(
  requestHash: string,
  attemptId: string,
  cost: number = sealCost,
): Promise<string> {
  return (await derive(requestHash, attemptId, 32, { N: cost })).toString('hex')
}
