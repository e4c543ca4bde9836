import { createHash } from 'node:crypto'

/**
 * What a company knows a refund or a shipment by: the same for every try of one update at one attempt, and short enough for any company, whatever
 * the shop calls its updates.
 */
export function nameOperation(updateId: string, attemptId: string): string {
  return `update-${createHash('sha256').update(`${updateId}\n${attemptId}`).digest('hex').slice(0, 32)}`
}
