import { withAttempt } from '../payment/PaymentRecord.ts'
import { readReturnFields } from '../transport/readReturnFields.ts'
import { findReturn } from './findReturn.ts'
import type { ServiceContext } from './ServiceContext.ts'

/**
 * `return`: keeps that the shopper came back from a company, and with what. Nothing of it is believed or logged; the newest fields that
 * came stand. Never rejects, and tells nobody whether the token is one: the shopper is sent to the shop's page in any case.
 */
export async function receiveReturn(service: ServiceContext, request: Request, token: string): Promise<void> {
  const { ledger, clock, returns, observe } = service
  try {
    const found = await findReturn(service, token)
    if (!found || !returns.take(found.hash)) return
    const params = await readReturnFields(request)
    const at = new Date(clock.now()).toISOString()
    await ledger.edit(found.key, (record) =>
      withAttempt(record, found.attempt.attemptId, (attempt) => ({
        ...attempt,
        returned: {
          at,
          step: attempt.step,
          params: Object.keys(params).length > 0 ? params : (attempt.returned?.params ?? {}),
        },
      })),
    )
  } catch (error) {
    observe({ type: 'error', where: 'return', error })
  }
}
