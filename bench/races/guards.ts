/** What keeps a payment single and its amount true; each can be switched off here, by what the bench puts around the products. */
export const guardNames = ['single-flight', 'claim', 'quote', 'idempotency', 'refund'] as const

export type GuardName = (typeof guardNames)[number]

/** The guards that are switched off. */
export type Without = ReadonlySet<GuardName>
