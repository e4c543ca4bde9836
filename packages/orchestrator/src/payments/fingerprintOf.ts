import { createHash, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { PaymentValidationPayload } from '@payloom/core/contract'

const derive = promisify<string, string, number, Buffer>(scrypt)

/**
 * Tells two requests apart; made of what was understood of them, so that nothing else makes them differ. Members of `data` that could
 * be guessed from a plain hash, a PIN for instance, go in by a slow one.
 */
export async function fingerprintOf(
  payload: PaymentValidationPayload,
  secrets: readonly string[],
): Promise<string> {
  const given = Object.entries(payload.data ?? {})
  const hidden = given.filter(([name]) => secrets.includes(name))
  if (hidden.length === 0) return digest(payload)
  const open = Object.fromEntries(given.filter(([name]) => !secrets.includes(name)))
  const seal = (await derive(JSON.stringify(hidden), payload.attemptId, 32)).toString('base64')
  return digest({ ...payload, data: open, seal })
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64')
}
