import type { SqlRow, Transaction } from './Database.ts'

/** The words of a transaction; what they mean is its database's. */
export const transactionSteps: Transaction = {
  *all(text, ...values) {
    return (yield { kind: 'all', text, values }) as SqlRow[]
  },
  *get(text, ...values) {
    return ((yield { kind: 'all', text, values }) as SqlRow[])[0]
  },
  *run(text, ...values) {
    return (yield { kind: 'run', text, values }) as number
  },
  *lock(name) {
    yield { kind: 'lock', name }
  },
  *notify(name) {
    yield { kind: 'notify', name }
  },
}
