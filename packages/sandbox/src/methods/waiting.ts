import type { Method } from './method.ts'

const pending = { kind: 'pending' } as const

/** A code to scan with the shopper's banking app. */
export const qr: Method = { code: 'qr', takes: 'nothing', lasts: 'short', start: () => pending }

/** A question in the shopper's banking app. */
export const awaitApp: Method = { code: 'await', takes: 'nothing', lasts: 'short', start: () => pending }

/** A transfer that the shopper makes when it suits. */
export const bankTransfer: Method = {
  code: 'banktransfer',
  takes: 'nothing',
  lasts: 'week',
  start: () => pending,
}
