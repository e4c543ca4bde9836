import type { Method } from './method.ts'

/** The shopper's bank: a page that is left and returned from by GET. */
export const bank: Method = { code: 'bank', takes: 'return-url', start: () => ({ kind: 'redirect' }) }

/** A page that is entered and left by POST; the money waits for the code that the return carries. */
export const formpost: Method = { code: 'formpost', takes: 'return-url', start: () => ({ kind: 'redirect' }) }
