import type { Clock } from '@payloom/bus'
import type { PaymentStore, RecordChange } from '../store/PaymentStore.ts'
import { withDueLook } from './dueLook.ts'
import type { PaymentKey, PaymentRecord } from './PaymentRecord.ts'
import { reviseRecord } from './reviseRecord.ts'

/** The records of a store, each change given its revision. */
export interface PaymentLedger {
  read(key: PaymentKey): Promise<PaymentRecord | undefined>
  /** Changes a record in one transaction. @returns the change's value and the record as it is now. */
  change<T>(
    key: PaymentKey,
    change: (record: PaymentRecord | undefined, epoch: number) => RecordChange<T>,
  ): Promise<{ value: T; record: PaymentRecord | undefined }>
  /** Changes a record that is known to exist. */
  edit(key: PaymentKey, change: (record: PaymentRecord) => PaymentRecord): Promise<PaymentRecord>
  /** Reads until `isDone` says so, at most `milliseconds`. @returns the newest record read. */
  waitUntil(
    key: PaymentKey,
    isDone: (record: PaymentRecord | undefined) => boolean,
    milliseconds: number,
  ): Promise<PaymentRecord | undefined>
  /** Calls back after each change that this process made. @returns what ends it. */
  onChange(listener: (key: PaymentKey) => void): () => void
}

const pollInterval = 250

/** Options of {@link createPaymentLedger}. */
export interface PaymentLedgerOptions {
  store: PaymentStore
  clock: Clock
  /** Told of each change of a status. */
  onTransition: (key: PaymentKey, from: string, to: string) => void
}

/** Makes a {@link PaymentLedger}. */
export function createPaymentLedger({ store, clock, onTransition }: PaymentLedgerOptions): PaymentLedger {
  const listeners = new Set<(key: PaymentKey) => void>()

  const change: PaymentLedger['change'] = async (key, make) => {
    let changed = false
    let from: string | undefined
    const result = await store.update(key, (before, epoch) => {
      const made = make(before, epoch)
      changed = made.record !== undefined && made.record !== before
      from = before?.history.at(-1)?.status
      if (!made.record || !changed) return { value: { value: made.value, record: before } }
      const revised = reviseRecord(before, made.record, new Date(clock.now()).toISOString())
      const record = withDueLook(before, revised)
      return { record, value: { value: made.value, record } }
    })
    if (!changed) return result
    const to = result.record?.history.at(-1)?.status
    if (to !== undefined && from !== to) onTransition(key, from ?? 'none', to)
    for (const listener of listeners) listener(key)
    return result
  }

  /** Listens from now on for changes of the payment that are made here. */
  const openEar = (key: PaymentKey): { heard: Promise<void>; close(): void } => {
    const { promise: heard, resolve } = Promise.withResolvers<void>()
    const listener = (changed: PaymentKey): void => {
      if (changed.tenant === key.tenant && changed.paymentId === key.paymentId) resolve()
    }
    listeners.add(listener)
    return { heard, close: () => listeners.delete(listener) }
  }
  /** Resolves when something was heard, or after the interval: another process may have made a change. */
  const heardWithin = async (heard: Promise<void>, milliseconds: number): Promise<void> => {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const cancel = clock.after(milliseconds, resolve)
    await Promise.race([heard, late])
    cancel()
  }

  return {
    read: (key) => store.read(key),
    change,
    async edit(key, make) {
      const { record } = await change(key, (before) => {
        if (!before) throw new Error(`PaymentLedger.edit: payment ${key.paymentId} is not in the store.`)
        return { record: make(before), value: undefined }
      })
      return record as PaymentRecord
    },
    async waitUntil(key, isDone, milliseconds) {
      const end = clock.now() + milliseconds
      for (;;) {
        // Before it is read, so that no change falls between the two.
        const ear = openEar(key)
        try {
          const record = await store.read(key)
          if (isDone(record) || clock.now() >= end) return record
          await heardWithin(ear.heard, Math.min(pollInterval, end - clock.now()))
        } finally {
          ear.close()
        }
      }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
