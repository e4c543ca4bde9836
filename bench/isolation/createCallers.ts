import type { Random } from '../races/createRandom.ts'
import type { Books, Person, Purchase } from './createBooks.ts'

/** Who sends a request. */
export interface Caller {
  name: string
  headers: Readonly<Record<string, string>>
  person?: Person
  /** The purchase whose return token is held. */
  returned?: Purchase
}

/** Everybody who may ask: without a session, with their own, with one that has ended or was made up, and with a return token. */
export function createCallers(
  { people, purchases, expired, strangeAttempt }: Books,
  random: Random,
): Caller[] {
  const withCookie = (name: string, cookie: string): Caller => ({ name, headers: { cookie } })
  const sessions = people.map((person) => ({
    ...withCookie(person.name, `session=${person.session}`),
    person,
  }))
  const returns = purchases.filter(({ kind }) => kind === 'returned')
  const byHeader = returns.map((returned) => ({
    ...{ name: `${returned.owner.name}'s return, by header`, returned },
    headers: { 'payloom-resume': returned.token ?? '' },
  }))
  const cookie = (token = ''): string => `payloom_resume_${'0'.repeat(16)}=${token}`
  const byCookie = returns.map((returned) => ({
    ...withCookie(`${returned.owner.name}'s return, by cookie`, cookie(returned.token)),
    returned,
  }))
  const bob = people.find(({ name }) => name === 'bob') as Person
  const [first] = returns as [Purchase]
  return [
    { name: 'nobody', headers: {} },
    ...sessions,
    withCookie('a session that has ended', `session=${expired}`),
    withCookie('a session that was made up', `session=${strangeAttempt()}`),
    withCookie('a session that is nearly one', `session=${nearly(bob.session, random)}`),
    withCookie('a payment’s id for a session', `session=${first.paymentId}`),
    ...byHeader,
    ...byCookie,
    {
      ...withCookie('bob, with a return of another', `session=${bob.session}; ${cookie(first.token)}`),
      ...{ person: bob, returned: first },
    },
  ]
}

/** A secret with one letter changed. */
export function nearly(secret: string, random: Random): string {
  const at = random.int(0, secret.length - 1)
  const other = secret[at] === 'a' ? 'b' : 'a'
  return `${secret.slice(0, at)}${other}${secret.slice(at + 1)}`
}

/** Whether a purchase, or what is shown of it, is the caller's. */
export function isOwn({ person, returned }: Caller, purchase: Purchase): boolean {
  return purchase.owner === person || purchase === returned
}
