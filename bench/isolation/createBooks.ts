import type { Authorize } from '@payloom/server'
import type { Random } from '../races/createRandom.ts'

/** Who shops, and where. Guests have no `customerId`. */
export interface Person {
  name: string
  tenant: string
  /** What the session's cookie says. */
  session: string
  customerId?: string
}

/** One purchase of a person. */
export interface Purchase {
  owner: Person
  paymentId: string
  /** What became of it, for reports. */
  kind: string
  attemptId: string
  /** Of the shopper's return, where there was one. */
  token?: string
}

/** The shop's own books: who has which purchase. Ids are drawn by lot, as a shop's should be. */
export interface Books {
  readonly people: readonly Person[]
  readonly purchases: readonly Purchase[]
  /** The session of somebody who has left. */
  readonly expired: string
  readonly authorize: Authorize
  begin(owner: Person, kind: string, paymentId?: string): Purchase
  /** A purchase of the one whose session it is; with `anybody` of whoever has that id. */
  find(subject: string, paymentId: string): Purchase | undefined
  /** Ids that nobody has. */
  strangePayment(): string
  strangeAttempt(): string
}

const [first, second] = ['tenant-one', 'tenant-two'] as const

/** Opens the books of two tenants' shops with two customers and a guest here, and a customer there. */
export function createBooks(random: Random): Books {
  const hex = (length: number): string =>
    Array.from({ length }, () => random.int(0, 15).toString(16)).join('')
  const person = (name: string, tenant: string, customerId?: string): Person => ({
    ...{ name, tenant, session: hex(32) },
    ...(customerId === undefined ? {} : { customerId }),
  })
  const people = [
    person('ada', first, `customer-${hex(16)}`),
    person('bob', first, `customer-${hex(16)}`),
    person('guest', first),
    person('eve', second, `customer-${hex(16)}`),
  ]
  const expired = hex(32)
  const purchases: Purchase[] = []
  // What a bench begins and forgets must not make it slower with every request.
  const byId = new Map<string, Purchase[]>()
  const findOwn = (subject: string, paymentId: string): Purchase | undefined =>
    byId.get(paymentId)?.find(({ owner }) => subject === 'anybody' || owner.session === subject)
  return {
    ...{ people, purchases, expired },
    async authorize(request, _need, ref) {
      const session = /(?:^|;\s*)session=([0-9a-f]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
      if (session === expired) return 'expired'
      const owner = people.find((one) => one.session === session)
      if (!owner || (ref && !findOwn(owner.session, ref.paymentId))) return null
      const { tenant, session: subject, customerId } = owner
      const cart = purchases.find((purchase) => purchase.owner === owner && purchase.kind === 'cart')
      return {
        ...{ tenant, subject, via: 'session' },
        ...(customerId === undefined ? {} : { customerId }),
        paymentId: ref?.paymentId ?? cart?.paymentId ?? null,
      }
    },
    begin(owner, kind, paymentId = `pay-${hex(24)}`) {
      const purchase: Purchase = { owner, kind, paymentId, attemptId: hex(32) }
      byId.set(paymentId, [...(byId.get(paymentId) ?? []), purchase])
      if (kind !== 'desk') purchases.push(purchase)
      return purchase
    },
    find: findOwn,
    strangePayment: () => `pay-${hex(24)}`,
    strangeAttempt: () => hex(32),
  }
}

/** An `authorize` that says yes to everybody: what the probe has to see. */
export const sayYes: Authorize = async (_request, _need, ref) => ({
  ...{ tenant: first, subject: 'anybody', via: 'session' },
  paymentId: ref?.paymentId ?? null,
})
