import type { Method } from './method.ts'

/** Gift cards: they pay what they have, and the rest is for another way to pay. */
export const gift: Method = { code: 'gift', takes: 'gift-card', start: () => ({ kind: 'held' }) }
