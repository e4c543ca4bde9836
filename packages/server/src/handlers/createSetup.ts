import type { CreatedSetup } from '@payloom/core/contract'
import { createRecord } from '../payment/createRecord.ts'
import { createSetupId } from '../payment/setupId.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { requireCustomer, sessionOf } from './requireAccess.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { supportsFeature } from './supportsFeature.ts'

/** `createSetup`: a payment of nothing, by which a customer stores a method. What cannot be stored answers as if there were no such call. */
export async function createSetup(service: ServiceContext, context: CallContext): Promise<CreatedSetup> {
  const access = await requireCustomer(service, context)
  const { tenant, subject, customerId } = access
  service.attempts.count(sessionOf(access))
  const customer = await service.orders.customer?.(subject)
  if (!customer || !(await supportsFeature(service, tenant, 'stored-methods'))) {
    throw new ProblemError('not-found')
  }
  const paymentId = createSetupId()
  const { currency } = customer
  const payable = { ...customer, paymentId, version: '1', total: { value: 0, currency }, items: [] }
  const time = new Date(service.clock.now()).toISOString()
  await service.ledger.change({ tenant, paymentId }, (_, epoch) => ({
    record: { ...createRecord({ tenant, paymentId }, payable, epoch, time), kind: 'setup', customerId },
    value: undefined,
  }))
  return { paymentId }
}
