import { createLoader } from './client/createLoader.ts'
import type { PageWatchOptions } from './createPageWatch.ts'
import type { PaymentError } from './errors/PaymentError.ts'
import type { StatusDoor } from './StatusDoor.ts'
import { createStatusReading } from './status/createStatusReading.ts'

/** Makes the door. */
export function createStatusDoor(options: PageWatchOptions): StatusDoor {
  const { entries } = options
  const reading = createStatusReading(entries)
  const load = createLoader(async () => {
    const { createPageWatch } = await import('./createPageWatch.ts')
    return createPageWatch(options, reading)
  })
  let isLoading = false
  const preload = (): ReturnType<typeof load> => {
    isLoading = true
    return load('watchStatus')
  }
  const fail = (paymentId: string, error: PaymentError): void => {
    if (reading.get(paymentId).status === 'ready') return
    const view = { status: 'error', error } as const
    entries.setState(new Map(entries.getState()).set(paymentId, { view, connection: 'closed' }), true)
  }
  return {
    preload,
    status: {
      ...reading,
      watch(paymentId) {
        let stop = (): void => {}
        let isEnded = false
        preload().then(
          ({ watch }) => {
            if (!isEnded) stop = watch(paymentId)
          },
          (error: PaymentError) => !isEnded && fail(paymentId, error),
        )
        return () => {
          isEnded = true
          stop()
        }
      },
    },
    async close() {
      if (isLoading) (await load('watchStatus').catch(() => undefined))?.close()
    },
  }
}
