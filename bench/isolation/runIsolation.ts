import { type RouteName, routes } from '@payloom/core/contract'
import { createRandom } from '../races/createRandom.ts'
import type { Purchase } from './createBooks.ts'
import { type Caller, createCallers, isOwn } from './createCallers.ts'
import { createProbe, type Probe, type Probing } from './createProbe.ts'
import { judgeAnswers } from './judgeAnswers.ts'
import { type IsolationWorld, openIsolationWorld } from './openIsolationWorld.ts'
import type { Answer, Ask } from './sendRequest.ts'
import { watchStreams } from './watchStreams.ts'

/** How to probe. */
export interface IsolationOptions {
  requests: number
  seed: number
  /** Replaces the shop's `authorize` by one that says yes. */
  isOpen: boolean
  say: (line: string) => void
}

/** What came of it. */
export interface IsolationSum {
  requests: number
  leaks: number
}

const reported = 20
const routeNames = Object.keys(routes) as [RouteName, ...RouteName[]]
/** Sessions and carts of a day: nothing of what is probed ends meanwhile. */
const longestRun = 12 * 3_600_000

/** Asks for what is somebody else's, in every way, and looks at what the answers give away. */
export async function runIsolation({ requests, seed, isOpen, say }: IsolationOptions): Promise<IsolationSum> {
  const random = createRandom(seed)
  const world = await openIsolationWorld(random, isOpen)
  try {
    const { purchases } = world.books
    const targets = purchases.filter(({ kind }) => kind !== 'cart' && kind !== 'returned')
    const callers = createCallers(world.books, random)
    const probing: Probing = { world, random, callers, targets, count: { requests: 0 } }
    const before = new Map<Purchase, string>()
    for (const target of targets) before.set(target, await world.fingerprint(target))
    say(`${purchases.length} payments of ${world.books.people.length} people, ${callers.length} callers`)
    let leaks = 0
    const report = (title: string, found: readonly string[]): void => {
      if (found.length === 0) return
      leaks += 1
      if (leaks <= reported) say(`${title}: ${found.join('; ').slice(0, 600)}`)
    }
    const { count } = probing
    for (let serial = 0; count.requests < requests; serial += 1) {
      const route = routeNames[serial % routeNames.length] ?? 'readStatus'
      const probe = await createProbe(probing, route)
      report(probe.title, await ask(probing, probe))
      world.clock.skip(Math.min(7_000, longestRun / requests))
      if (serial % 1_000 === 999) say(`${count.requests} requests, ${leaks} leaks`)
    }
    for (const [target, print] of before) {
      if (target.kind === 'twin' || (await world.fingerprint(target)) === print) continue
      report(`${target.owner.name}'s ${target.kind} payment`, ['was changed in the end'])
    }
    for (const { title, found } of await watchStreams(world, callers, (caller) =>
      secretsFor(world, caller),
    )) {
      report(title, found)
    }
    return { requests: count.requests, leaks }
  } finally {
    await world.close()
  }
}

async function ask({ world, random, count }: Probing, probe: Probe): Promise<string[]> {
  const { caller, target, named, compare } = probe
  const before = await world.fingerprint(target)
  const send = async (one: Ask): Promise<Answer> => {
    count.requests += 1
    const headers = { ...caller.headers, ...one.headers }
    return world.sender.send({ ...one, headers, path: `/api/payments${one.path}` })
  }
  // What is asked second must not always be the same.
  const isFirst = random.chance(0.5)
  const early = await send(isFirst ? probe.foreign : probe.unknown)
  const late = await send(isFirst ? probe.unknown : probe.foreign)
  const [foreign, unknown] = isFirst ? [early, late] : [late, early]
  const found = judgeAnswers({ foreign, unknown, named, secrets: secretsFor(world, caller), compare })
  return (await world.fingerprint(target)) === before ? found : [...found, 'changed the payment']
}

function secretsFor({ books, canaries }: IsolationWorld, caller: Caller): string[] {
  const own = books.purchases.filter((purchase) => isOwn(caller, purchase))
  const ownIds = new Set(own.map(({ paymentId }) => paymentId))
  const foreign = books.purchases.filter((purchase) => !own.includes(purchase))
  const people = books.people.filter((person) => person !== caller.person)
  return [
    ...foreign.flatMap(({ owner, paymentId, attemptId, token }) => [
      ...[canaries.of(owner.tenant, paymentId), attemptId, token ?? attemptId],
      ...(ownIds.has(paymentId) ? [] : [paymentId]),
    ]),
    ...people.flatMap(({ tenant, session, customerId }) =>
      customerId === undefined ? [session] : [session, customerId, canaries.of(tenant, customerId)],
    ),
  ]
}
