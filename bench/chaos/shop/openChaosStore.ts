import { isPostgresUrl } from '@payloom/bus/database'
import { createPostgresStore, createSqliteStore, type PaymentStore } from '@payloom/server'
import type { Trap } from './createTrap.ts'

/** The store at a URL or in a file. */
export function openStore(location: string): PaymentStore {
  return isPostgresUrl(location)
    ? createPostgresStore({ url: location })
    : createSqliteStore({ path: location })
}

/** {@link openStore}, in which the process may die right after an event was stored. */
export function openChaosStore(location: string, trap: Trap): PaymentStore {
  const store = openStore(location)
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name !== 'saveEvent') return value.bind(target)
      return async (...args: Parameters<PaymentStore['saveEvent']>) => {
        const saved = await target.saveEvent(...args)
        trap.pass('after-store')
        return saved
      }
    },
  })
}
