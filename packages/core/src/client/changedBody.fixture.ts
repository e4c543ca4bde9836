import * as fc from 'fast-check'

/** The name of a field that no contract knows. */
export const canary = 'c4n4ry'

interface Change {
  kind: number
  /** Chooses the place, modulo the number of places. */
  at: number
  /** Chooses among the variants of a kind. */
  pick: number
}

/** A few changes of a body, for {@link changedBody}. */
export const anyChanges: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ kind: fc.nat(9), at: fc.nat(5_000), pick: fc.nat(5_000) }),
  { maxLength: 3 },
)

type Holder = Record<string, unknown>

const deep = (levels: number): unknown => (levels === 0 ? true : [deep(levels - 1)])
/** What stands where something else was due. */
const junk: unknown[] = [
  ...[null, true, false, 0, -1, -0, 1.5, 2 ** 53, 1e21, '', ' ', '0', '-1', 'null', [], {}, [null], [[]]],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'then',
    'javascript:alert(1)',
    '//evil.example',
    '\ud800',
    '\u202e',
  ],
  ...[
    '../../x',
    'a\r\nb',
    '<img src=x onerror=alert(1)>',
    'x'.repeat(5_000),
    '2026-13-99T99:99:99Z',
    'EUR ',
    'eur',
  ],
  ...['paid', 'complete', 'redirect', 'failed', 'teleported', deep(200), { length: 1e9 }, { toString: null }],
  ...[
    { value: 1.5, currency: 'EUR' },
    { value: 1, currency: 'XYZ' },
    { value: -5, currency: 'EUR' },
  ],
]
/** Names that no object of ours has, or that all of them inherit. */
const names = ['__proto__', 'constructor', 'prototype', 'toJSON', 'then', 'hasOwnProperty', 'valueOf', canary]

/** A copy of a body with the changes made: its values replaced, its members lost, doubled, renamed, moved and added to. */
export function changedBody(body: unknown, changes: readonly Change[]): unknown {
  const root: Holder = { body: JSON.parse(JSON.stringify(body)) as unknown }
  for (const change of changes) apply(root, change)
  return root.body
}

function apply(root: Holder, { kind, at, pick }: Change): void {
  const places = [...placesOf(root)]
  const { holder, key } = places[at % places.length] ?? { holder: root, key: 'body' }
  const value = holder[key]
  const other = places[pick % places.length]
  const set = (next: unknown) => define(holder, key, next)
  if (kind <= 2) set(structuredClone(junk[pick % junk.length]))
  else if (kind === 3) remove(holder, key)
  else if (kind === 4) add(value, names[pick % names.length] ?? canary)
  else if (kind === 5) add(value, canary)
  else if (kind === 6) set(pick % 2 ? [value] : { [canary]: value })
  else if (kind === 7 && Array.isArray(value))
    set(Array.from({ length: pick % 700 }, () => value[0] as unknown))
  else if (kind === 7) set(typeof value === 'string' ? Number(value) || 7 : JSON.stringify(value))
  else if (kind === 8 && other) set(JSON.parse(JSON.stringify(other.holder[other.key] ?? null)))
  else if (typeof value === 'string') set(bent(value, pick))
  else remove(holder, key)
}

function* placesOf(holder: Holder): Generator<{ holder: Holder; key: string }> {
  for (const key of Object.keys(holder)) {
    yield { holder, key }
    const value = holder[key]
    // What was nested for its depth is one place.
    if (typeof value === 'object' && value !== null && !isDeep(value)) yield* placesOf(value as Holder)
  }
}

function isDeep(value: object): boolean {
  return Array.isArray(value) && Array.isArray(value[0]) && Array.isArray((value[0] as unknown[])[0])
}

/** An own member, whatever its name: assigned, `__proto__` would be no member at all. */
function define(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

function add(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null) return
  const member = name === 'constructor' ? { prototype: { [canary]: 1 } } : { [canary]: 1 }
  if (Array.isArray(value)) value.push(member)
  else define(value as Holder, name, member)
}

function remove(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
}

function bent(text: string, pick: number): string {
  const ways = [
    text.toUpperCase(),
    text.slice(0, -1),
    `${text}\0`,
    ` ${text}`,
    text.repeat(40),
    `${text}\ud83d`,
  ]
  return ways[pick % ways.length] ?? ''
}
