/** What keeps an event from being lost; each can be switched off here, by what the bench puts around the products. */
export const guardNames = ['ack-order', 'confirm'] as const

export type GuardName = (typeof guardNames)[number]

/** The guards that are switched off. */
export type Without = ReadonlySet<GuardName>

/** Reads `a,b`. @throws TypeError that names what is no guard, and the guards. */
export function readGuards(text = ''): Without {
  const names = text.split(',').filter(Boolean)
  const strangers = names.filter((name) => !guardNames.some((known) => known === name))
  if (strangers.length === 0) return new Set(names as GuardName[])
  throw new TypeError(`no guard is called ${strangers.join(', ')}: choose from ${guardNames.join(', ')}`)
}
