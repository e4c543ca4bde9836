import type { PaymentClient } from '../client/PaymentClient.ts'
import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import type { Refresher } from './createRefresher.ts'
import type { StatusStore } from './createStatusStore.ts'

/** What a reader needs. */
export interface StatusReaderOptions {
  client: Pick<PaymentClient, 'readStatus'>
  store: StatusStore
  paymentId: string
  signal: AbortSignal
  /** Renews the session after a 401, once in a row; the status is then read again. */
  refresh?: Refresher | undefined
  /** The backend will not tell, however often it is asked. */
  onRefused(error: PaymentError): void
}

/** Reads the status into the store. Never rejects; while one read is under way, every call joins it. */
export type StatusReader = () => Promise<'done' | 'refused'>

/** Makes the reader of one payment. */
export function createStatusReader(options: StatusReaderOptions): StatusReader {
  const { client, store, paymentId, signal, refresh, onRefused } = options
  let reading: ReturnType<StatusReader> | undefined
  const readOnce = async () => store.applyStatus(await client.readStatus({ paymentId }, { signal }))
  const renewed = async (refused: unknown): Promise<void> => {
    if (!refresh || !isPaymentError(refused) || refused.origin !== 'proxy') throw refused
    if (refused.details.status !== 401) throw refused
    await refresh().catch(() => Promise.reject(refused))
    if (!signal.aborted) await readOnce()
  }
  const read: StatusReader = async () => {
    try {
      await readOnce().catch(renewed)
    } catch (caught) {
      if (signal.aborted) return 'refused'
      const error = isPaymentError(caught) ? caught : unexpected(caught)
      if (isFinal(error)) {
        onRefused(error)
        return 'refused'
      }
      if (store.get(paymentId).status !== 'ready') store.fail(paymentId, error)
    }
    return 'done'
  }
  return () => {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }
}

function isFinal({ origin, details: { status } }: PaymentError): boolean {
  return origin === 'page' || (origin === 'proxy' && (status === 401 || status === 403 || status === 404))
}

function unexpected(cause: unknown): PaymentError {
  return new PaymentError({
    code: 'unknown',
    retry: 'same',
    origin: 'page',
    message:
      'watchStatus: readStatus threw something else than a PaymentError. Mend the client that was passed in.',
    cause,
  })
}
