/** Whether messages can go their way now. `reason` is a short code for people and alarms, never contents. */
export type BusHealth = { status: 'up' } | { status: 'down'; reason: string }
