import type { Money } from '@payloom/core/contract'
import { CompanyError } from '../connectors/CompanyError.ts'
import type { CompanyAnswer, CompanyEvent, Connector, KnownPayment } from '../connectors/Connector.ts'
import type { CompanyFact } from '../facts/CompanyFact.ts'

/** A fault of the next call: the company does not get it, or does what it is asked and nobody hears of it. */
export type CallFault = 'none' | 'before' | 'lost'

/** A company in memory whose payments are at their end before anybody hears of it. */
export interface AnyCompany extends Connector {
  /** The next call meets it. */
  fault: CallFault
  /** All that happened, by attempt. */
  readonly facts: ReadonlyMap<string, readonly CompanyFact[]>
  /** Something happens to a payment. @param minute when, by the company's clock */
  book(attemptId: string, kind: string, value: number | undefined, minute: number, reference?: string): void
  /** Held, or taken and not given back, in minor units. */
  keptOf(attemptId: string): number
  /** The webhooks of everything that happened. */
  webhooks(): CompanyEvent[]
}

const eur = (value: number): Money => ({ value, currency: 'EUR' })

export function createAnyCompany(): AnyCompany {
  const books = new Map<string, CompanyFact[]>()
  const bookOf = (attemptId: string): CompanyFact[] => {
    const known = books.get(attemptId) ?? []
    books.set(attemptId, known)
    return known
  }
  const sum = (attemptId: string, kind: string): number =>
    bookOf(attemptId).reduce((total, fact) => total + (fact.kind === kind ? (fact.amount?.value ?? 0) : 0), 0)
  const heldOf = (attemptId: string): number => {
    const isOpen = !bookOf(attemptId).some(({ kind }) => kind === 'captured' || kind === 'voided')
    return isOpen ? sum(attemptId, 'authorized') : 0
  }
  const book: AnyCompany['book'] = (attemptId, kind, value, minute, reference) => {
    bookOf(attemptId).push({
      factId: `${attemptId}-${bookOf(attemptId).length}`,
      kind,
      ...(value === undefined ? {} : { amount: eur(value) }),
      ...(reference === undefined ? {} : { reference }),
      providerTime: new Date(Date.UTC(2026, 10, 22, 10) + minute * 60_000).toISOString(),
    })
  }
  const answer = async ({ attemptId }: KnownPayment, act: () => void): Promise<CompanyAnswer> => {
    const { fault } = company
    company.fault = 'none'
    if (fault === 'before') throw new CompanyError('down')
    act()
    if (fault === 'lost') throw new CompanyError('timeout')
    const facts = bookOf(attemptId).map((fact) => ({ ...fact, confirmed: true }))
    return { companyId: `pay-${attemptId}`, outcome: { outcome: 'pending' }, facts }
  }
  const company: AnyCompany = {
    provider: 'any',
    methods: new Map(),
    fault: 'none',
    facts: books,
    book,
    keptOf: (id) => heldOf(id) + sum(id, 'captured') - sum(id, 'refunded'),
    webhooks: () =>
      [...books].flatMap(([reference, facts]) =>
        facts.map((fact) => ({ reference, companyId: `pay-${reference}`, fact, payload: {} })),
      ),
    problemOf: () => undefined,
    configOf: () => ({ config: {}, redirectOrigins: [] }),
    create: () => Promise.reject(new Error('Nobody asks for it here.')),
    cancel: (payment) => answer(payment, () => undefined),
    read: (payment) => answer(payment, () => undefined),
    capture: (payment) =>
      answer(payment, () => {
        const { attemptId } = payment
        if (heldOf(attemptId) > 0) book(attemptId, 'captured', heldOf(attemptId), 20)
      }),
    async refund(payment, { amount, reference }) {
      const { attemptId } = payment
      const isKnown = bookOf(attemptId).some((fact) => fact.reference === reference)
      const left = sum(attemptId, 'captured') - sum(attemptId, 'refunded')
      if (!isKnown && amount.value > left && company.fault === 'none') return { refused: 'amount_too_large' }
      return await answer(payment, () => {
        if (!isKnown && amount.value <= left) book(attemptId, 'refunded', amount.value, 40, reference)
      })
    },
    returnMoney: (payment) =>
      answer(payment, () => {
        const { attemptId } = payment
        if (heldOf(attemptId) > 0) book(attemptId, 'voided', heldOf(attemptId), 30)
        const left = sum(attemptId, 'captured') - sum(attemptId, 'refunded')
        if (left > 0) book(attemptId, 'refunded', left, 30)
      }),
  }
  return company
}
