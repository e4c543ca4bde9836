import { randomBytes } from 'node:crypto'

/** Makes an opaque id such as `pay_9fJ…`, 144 random bits behind its prefix. */
export type CreateId = (prefix: string) => string

/** Ids from the system's random source: an action or a result must not be guessable. */
export const createId: CreateId = (prefix) => `${prefix}_${randomBytes(18).toString('base64url')}`
