import { AsyncLocalStorage } from 'node:async_hooks'
import type { PaymentKey, PaymentRecord, PaymentStore, RecordChange } from '@payloom/server'

/** A store that shows a `validate` no attempt but its own: the claim finds nothing in its way, as in a shop that never looks. */
export interface ForgetfulStore {
  store: PaymentStore
  /** Runs what `validate` does for this attempt. */
  forgetting: <T>(attemptId: string, task: () => T) => T
}

/** Splits the payment's id from the attempt's in an id that {@link scatteredId} made. */
export const paymentIdOf = (id: string): string => id.split('~', 1)[0] ?? id

/** The payment that an attempt is to the orchestrator when each click makes its own. */
export const scatteredId = (paymentId: string, attemptId: string): string => `${paymentId}~${attemptId}`

/** Puts the forgetting around a store. */
export function createForgetfulStore(inner: PaymentStore): ForgetfulStore {
  const asking = new AsyncLocalStorage<string>()
  const update = <T>(
    key: PaymentKey,
    change: (record: PaymentRecord | undefined, epoch: number) => RecordChange<T>,
  ): Promise<T> =>
    inner.update(key, (record, epoch) => {
      const own = asking.getStore()
      if (!record || own === undefined) return change(record, epoch)
      const shown = onlyOwn(record, own)
      const made = change(shown, epoch)
      if (!made.record || made.record === shown) return { value: made.value }
      return { value: made.value, record: withOthers(made.record, record, own) }
    })
  const changed: Partial<PaymentStore> = {
    update,
    async read(key) {
      const own = asking.getStore()
      const record = await inner.read(key)
      return record && own !== undefined ? onlyOwn(record, own) : record
    },
    find: (id) => inner.find(paymentIdOf(id)),
    saveEvent: (event) =>
      inner.saveEvent(
        event.paymentId === undefined ? event : { ...event, paymentId: paymentIdOf(event.paymentId) },
      ),
  }
  // The store's methods need the store as their `this`; those that are not changed here stay its own.
  const store = new Proxy(inner, {
    get(target, name) {
      const own = changed[name as keyof PaymentStore] ?? Reflect.get(target, name)
      return typeof own === 'function' ? own.bind(target) : own
    },
  })
  return { store, forgetting: (attemptId, task) => asking.run(attemptId, task) }
}

function onlyOwn(record: PaymentRecord, own: string): PaymentRecord {
  return {
    ...record,
    attempts: record.attempts.filter(({ attemptId }) => attemptId === own),
    facts: record.facts.filter(({ attemptId }) => attemptId === own),
  }
}

function withOthers(changed: PaymentRecord, { attempts, facts }: PaymentRecord, own: string): PaymentRecord {
  return {
    ...changed,
    attempts: [...attempts.filter(({ attemptId }) => attemptId !== own), ...changed.attempts],
    facts: [...facts.filter(({ attemptId }) => attemptId !== own), ...changed.facts],
  }
}
