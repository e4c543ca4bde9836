import { standingAttempts } from '../payment/claimAttempt.ts'
import type { PaymentKey, StoredAttempt } from '../payment/PaymentRecord.ts'
import { paymentParts } from '../payment/paymentParts.ts'
import { removePart } from './removePart.ts'
import type { ServiceContext } from './ServiceContext.ts'
import { settleParts } from './settleParts.ts'
import { withdrawAttempt } from './withdrawAttempt.ts'

const longestInterval = 60_000
/** Before a payment is looked at again whose parts could not be given back. */
const retryAfter = 300_000
const thirtyMinutes = 1_800_000
/** Nobody stands on a company's page, or before its question, for so long. */
const longestVisit = 86_400_000

/**
 * Gives the parts of payments back that nobody goes on with: a gift card must not stay empty because a checkout was left. Every process
 * looks; what is due stands in the store, and a part is leased like by any removal, so each is given back once, whoever dies meanwhile.
 *
 * @param expireAfter milliseconds without any change. @default 30 minutes
 */
export function createPartsRelease(
  service: ServiceContext,
  expireAfter: number = thirtyMinutes,
): { close(): Promise<void> } {
  const { store, clock, observe } = service
  let running: Promise<void> = Promise.resolve()
  let isClosed = false
  let stop: () => void = () => undefined

  const look = async (): Promise<void> => {
    for (const key of await store.findHeld(clock.now() - expireAfter)) {
      if (isClosed) return
      await releaseParts(service, key).catch((error: unknown) =>
        observe({ type: 'error', where: 'parts', error }),
      )
      await postpone(service, key, clock.now() - expireAfter)
    }
  }
  const schedule = (): void => {
    if (isClosed) return
    stop = clock.after(Math.min(longestInterval, expireAfter), () => {
      running = look()
        .catch((error: unknown) => observe({ type: 'error', where: 'parts', error }))
        .then(schedule)
    })
  }
  schedule()
  return {
    async close() {
      isClosed = true
      stop()
      await running
    },
  }
}

async function releaseParts(service: ServiceContext, key: PaymentKey): Promise<void> {
  const record = await settleParts(service, key)
  const standing = record ? standingAttempts(record) : []
  for (const attempt of standing) {
    if (isLeft(attempt, service.clock.now())) await withdrawAttempt(service, key, attempt.attemptId)
  }
  for (const { attempt } of paymentParts(record)) await removePart(service, key, attempt.attemptId)
}

/** The shopper went to pay the rest and never came to an end. The company is asked to end it, and its answer counts. */
function isLeft({ outcome, createdAt }: StoredAttempt, now: number): boolean {
  const isWaiting = outcome?.outcome === 'redirect' || outcome?.outcome === 'action'
  return isWaiting && now - Date.parse(createdAt) >= longestVisit
}

/** Parts that are still there wait: for an attempt that goes on, a company that does not answer, or a capture that cannot be undone. */
async function postpone({ ledger }: ServiceContext, key: PaymentKey, due: number): Promise<void> {
  await ledger.edit(key, (record) =>
    record.heldSince === undefined || record.heldSince > due
      ? record
      : { ...record, heldSince: due + retryAfter },
  )
}
