import { createLoader } from './client/createLoader.ts'
import type { PageWatchOptions } from './createPageWatch.ts'
import type { PaymentError } from './errors/PaymentError.ts'
import type { StatusDoor } from './StatusDoor.ts'
import { createStatusReading } from './status/createStatusReading.ts'
import type { StatusWatch } from './status/createStatusWatch.ts'

/** Makes the door. */
export function createStatusDoor(options: PageWatchOptions): StatusDoor {
  const { entries } = options
  const reading = createStatusReading(entries)
  let page: StatusWatch | undefined
  let isClosed = false
  const load = createLoader(async () => {
    const { createPageWatch } = await import('./createPageWatch.ts')
    page = createPageWatch(options, reading)
    return page
  })
  const fail = (paymentId: string, error: PaymentError): void => {
    if (reading.get(paymentId).status === 'ready') return
    const view = { status: 'error', error } as const
    entries.setState(new Map(entries.getState()).set(paymentId, { view, connection: 'closed' }), true)
  }
  return {
    preload: () => load('watchStatus'),
    status: {
      ...reading,
      watch(paymentId) {
        let stop: (() => void) | undefined
        let isEnded = false
        load('watchStatus').then(
          ({ watch }) => {
            if (!isEnded && !isClosed) stop = watch(paymentId)
          },
          (error: PaymentError) => !isEnded && fail(paymentId, error),
        )
        return () => {
          isEnded = true
          stop?.()
        }
      },
    },
    close() {
      isClosed = true
      page?.close()
    },
  }
}
