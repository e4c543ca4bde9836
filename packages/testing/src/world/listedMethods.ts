import { addMoney, type Method, type Money, type PaymentPart } from '@payloom/core/contract'
import type { WorldAttempt, WorldState } from './WorldState.ts'

/** What stands of the payment's parts: those that were authorized or captured by an attempt that paid less than the total. */
export function paidParts({ attempts, facts }: WorldState): PaymentPart[] {
  return attempts.filter(isPart).flatMap((attempt) => {
    const own = facts.filter(({ attemptId }) => attemptId === attempt.attemptId)
    const isGone = own.some(({ kind }) => kind === 'voided' || kind === 'canceled' || kind === 'expired')
    const { attemptId, provider, method, title, amount } = attempt
    return isGone ? [] : [{ attemptId, provider, method, title, amount }]
  })
}

/** What is left to pay, without surcharge. */
export function dueOf(state: WorldState): Money {
  const paid = paidParts(state).reduce((sum, { amount }) => sum + amount.value, 0)
  return { ...state.total, value: Math.max(0, state.total.value - paid) }
}

/** The methods with what each costs now, and the quote that says so. */
export function listedMethods(state: WorldState): Method[] {
  if (state.scenario === 'empty') return []
  const due = dueOf(state)
  return offered(state).map((method) => ({
    ...method,
    total: method.surcharge ? addMoney(due, method.surcharge.amount) : due,
    quote: quoteOf(state, method),
  }))
}

/** The quote of a method for the total as it is now. */
export function quoteOf(
  state: WorldState,
  { provider, method }: Pick<Method, 'provider' | 'method'>,
): string {
  return `quote-${state.version}-${dueOf(state).value}-${provider}-${method}`
}

function isPart({ outcome }: WorldAttempt): boolean {
  return outcome.outcome === 'partial'
}

function offered({ scenario, methods, total }: WorldState): readonly Method[] {
  if (scenario === 'setup') return methods.filter(({ isStorable }) => isStorable)
  if (scenario === 'unavailable-reasons') return methods.slice(0, 1)
  if (total.value === 0) return [free]
  return methods
}

const free: Method = {
  provider: 'plain',
  method: 'free',
  title: 'Free',
  needs: 'nothing',
  isStorable: false,
  isOffline: false,
}
