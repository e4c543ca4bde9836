import { type RouteName, routes } from '@payloom/core/contract'
import type { Random } from '../races/createRandom.ts'
import type { Purchase } from './createBooks.ts'
import { type Caller, isOwn, nearly } from './createCallers.ts'
import { idVariants } from './idVariants.ts'
import type { IsolationWorld } from './openIsolationWorld.ts'
import { type Names, routeAsks } from './routeAsks.ts'
import type { Ask } from './sendRequest.ts'
import { type Smuggled, smuggles } from './smuggle.ts'

/** One question, in two: about a payment of somebody else, and about one that nobody has. */
export interface Probe {
  title: string
  caller: Caller
  target: Purchase
  foreign: Ask
  unknown: Ask
  named: { foreign: string[]; unknown: string[] }
  compare: 'same' | 'alike' | 'any'
}

/** What probes are made of. */
export interface Probing {
  world: IsolationWorld
  random: Random
  callers: Caller[]
  targets: Purchase[]
  count: { requests: number }
}

const variantNames = Object.keys(idVariants) as [string, ...string[]]
const smuggleNames = Object.keys(smuggles) as [string, ...string[]]

/** Draws who asks, for whose payment, and in which way. */
export async function createProbe(probing: Probing, route: RouteName): Promise<Probe> {
  const { random, callers, targets } = probing
  const caller = random.pick(callers as [Caller, ...Caller[]])
  const foreign = targets.filter((target) => !isOwn(caller, target))
  const target = random.pick(foreign as [Purchase, ...Purchase[]])
  const hasDesk =
    caller.person !== undefined || (caller.returned !== undefined && routes[route].method === 'GET')
  const make = hasDesk && random.chance(0.4) ? createSmuggling : createAsking
  return make(probing, { route, caller, target })
}

interface Aim {
  route: RouteName
  caller: Caller
  target: Purchase
}

/** The foreign payment is what the request is about. */
async function createAsking(
  { world, random, callers }: Probing,
  { route, caller, target }: Aim,
): Promise<Probe> {
  const variant = random.chance(0.4) ? 'as it is' : random.pick(variantNames)
  const write = idVariants[variant] ?? ((id: string) => id)
  const names = foreignNames(world, random, target)
  const strange = strangeNames(world, random, target)
  const written = (given: Names): Names => ({
    ...given,
    paymentId: write(given.paymentId),
    stored: write(given.stored),
  })
  const method = random.chance(0.05) ? random.pick(['HEAD', 'PUT', 'PATCH', 'OPTIONS', 'DELETE']) : undefined
  const without = random.chance(0.05)
    ? random.pick(['payloom-contract', 'sec-fetch-site', 'content-type'])
    : ''
  const build = (given: Names): Ask => {
    const one = routeAsks[route](written(given), 'made.up')
    const headers = Object.fromEntries(Object.entries(one.headers).filter(([name]) => name !== without))
    return { ...one, headers, method: method ?? one.method }
  }
  const isTwin = callers.includes(caller) && ownsId(world, caller, target.paymentId)
  return {
    ...{ caller, target, foreign: build(names), unknown: build(strange) },
    title: `${caller.name}: ${route} of ${target.owner.name}'s ${target.kind} payment, ${variant}`,
    named: { foreign: wordsOf(names), unknown: wordsOf(strange) },
    // A set-up is new each time.
    compare: isTwin ? 'any' : route === 'createSetup' ? 'alike' : 'same',
  }
}

/** The request is about the caller's own, and the foreign payment is named beside it. */
async function createSmuggling(probing: Probing, { route, caller, target }: Aim): Promise<Probe> {
  const { world, random } = probing
  const way = random.pick(smuggleNames)
  const names = foreignNames(world, random, target)
  const strange = strangeNames(world, random, target)
  const event = {
    foreign: await world.eventId(target),
    unknown: `${random.int(1, 99)}.${random.int(50, 99)}`,
  }
  const build = async (given: Names, eventId: string): Promise<{ ask: Ask; desk: Purchase }> => {
    const desk = caller.person ? world.books.begin(caller.person, 'desk') : (caller.returned as Purchase)
    const own: Names = { ...strange, paymentId: desk.paymentId, attemptId: desk.attemptId }
    const quote = route === 'validate' ? await quoteOf(probing, caller, desk) : ''
    const smuggled: Smuggled = { ...given, eventId, session: nearly(target.owner.session, random) }
    const plain = routeAsks[route](own, quote)
    const withCaller = { ...plain, headers: { ...caller.headers, ...plain.headers } }
    return { ask: smuggles[way]?.(withCaller, smuggled) ?? plain, desk }
  }
  const foreign = await build(names, event.foreign)
  const unknown = await build(strange, event.unknown)
  // Who names the very event that a stream is at is not told it again, whoever else is at one of that name.
  const isAtEvent = (await world.eventId(foreign.desk)) === event.foreign
  const isNamesake = isAtEvent || ownsId(world, caller, target.paymentId)
  return {
    ...{ caller, target, foreign: foreign.ask, unknown: unknown.ask },
    title: `${caller.name}: ${route} of their own, with ${target.owner.name}'s ${target.kind} payment ${way}`,
    named: {
      foreign: [...wordsOf(names), foreign.desk.paymentId, foreign.desk.attemptId],
      unknown: [...wordsOf(strange), unknown.desk.paymentId, unknown.desk.attemptId],
    },
    compare: isNamesake ? 'any' : 'alike',
  }
}

async function quoteOf({ world, count }: Probing, caller: Caller, desk: Purchase): Promise<string> {
  count.requests += 1
  const { paymentId, attemptId } = desk
  const ask = routeAsks.loadMethodList({ paymentId, attemptId, token: '', stored: '', customer: '' }, '')
  const answer = await world.sender.send({
    ...ask,
    path: `/api/payments${ask.path}`,
    headers: caller.headers,
  })
  const { methods = [] } = JSON.parse(answer.body) as { methods?: { method: string; quote: string }[] }
  return methods.find(({ method }) => method === 'card')?.quote ?? ''
}

function ownsId({ books }: IsolationWorld, caller: Caller, paymentId: string): boolean {
  return books.purchases.some((purchase) => isOwn(caller, purchase) && purchase.paymentId === paymentId)
}

/** What can be guessed or has been seen of a payment. Its token is a secret: somebody else has at most a part of it. */
function foreignNames({ orchestrator }: IsolationWorld, random: Random, target: Purchase): Names {
  const { owner, paymentId, attemptId, token = attemptId } = target
  const [stored] = owner.customerId === undefined ? [] : orchestrator.stored(owner.tenant, owner.customerId)
  const guesses = [
    nearly(token, random),
    token.slice(0, -1),
    `${token}A`,
    token.toUpperCase(),
    attemptId,
  ] as const
  const guess = random.pick([...guesses, paymentId])
  return {
    ...{ paymentId, attemptId, token: guess === token ? `${token}A` : guess },
    stored: stored?.id ?? 'stored-none',
    customer: owner.customerId ?? 'customer-none',
  }
}

/** What nobody has, in the same form. */
function strangeNames({ books }: IsolationWorld, random: Random, { paymentId }: Purchase): Names {
  const isSetup = paymentId.startsWith('setup_')
  return {
    paymentId: isSetup ? `setup_${books.strangeAttempt()}` : books.strangePayment(),
    attemptId: books.strangeAttempt(),
    token: `${books.strangeAttempt()}${random.int(10, 99)}`,
    stored: `stored-${books.strangeAttempt().slice(0, 24)}`,
    customer: `customer-${books.strangeAttempt().slice(0, 16)}`,
  }
}

function wordsOf({ paymentId, attemptId, token, stored, customer }: Names): string[] {
  return [token, paymentId, attemptId, stored, customer].flatMap((word) => [word, word.toUpperCase()])
}
