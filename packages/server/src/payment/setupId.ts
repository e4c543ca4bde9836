import { randomBytes } from 'node:crypto'

/** Names a set-up. */
export function createSetupId(): string {
  return `setup_${randomBytes(16).toString('hex')}`
}

/** Whether an id is of the form that set-ups are named by; a shop's own ids never are. */
export function isSetupId(paymentId: string): boolean {
  return /^setup_[0-9a-f]{32}$/.test(paymentId)
}
