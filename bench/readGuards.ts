/**
 * Reads `a,b`: the guards that are switched off.
 *
 * @throws TypeError that names what is no guard, and the guards.
 */
export function readGuards<Name extends string>(known: readonly Name[], text = ''): ReadonlySet<Name> {
  const names = text.split(',').filter(Boolean)
  const isKnown = (name: string): name is Name => known.some((one) => one === name)
  const strangers = names.filter((name) => !isKnown(name))
  if (strangers.length === 0) return new Set(names.filter(isKnown))
  throw new TypeError(`no guard is called ${strangers.join(', ')}: choose from ${known.join(', ')}`)
}
