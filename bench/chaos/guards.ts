/** What keeps an event from being lost; each can be switched off here, by what the bench puts around the products. */
export const guardNames = ['ack-order', 'confirm'] as const

export type GuardName = (typeof guardNames)[number]

/** The guards that are switched off. */
export type Without = ReadonlySet<GuardName>
