import {
  currencyExponent,
  type ListedPayment,
  type LoadMethodListRequest,
  type MethodList,
  majorFromMoney,
} from '@payloom/core/contract'
import { amountDue } from '../payment/amountDue.ts'
import { paymentParts } from '../payment/paymentParts.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { callOrchestrator } from './callOrchestrator.ts'
import { listMethods, readInstances } from './listMethods.ts'
import { requireAccess } from './requireAccess.ts'
import { resolvePayable } from './resolvePayable.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'
import { settleParts } from './settleParts.ts'

const empty: MethodList = { methods: [], stored: [], unavailable: [] }

/** `loadMethodList`: the methods for a payment, by default the session's cart; with filters, those of a page outside the checkout. */
export async function loadMethodList(
  service: ServiceContext,
  context: CallContext,
  request: LoadMethodListRequest = {},
): Promise<MethodList> {
  const isBrowsing = request.currency !== undefined && request.payment === undefined
  if (isBrowsing) return browseMethods(service, context, request)

  const ref = request.payment === undefined ? undefined : { paymentId: request.payment }
  const access = await requireAccess(service, context, 'list', ref)
  if (access.paymentId === null) return empty
  const key = { tenant: access.tenant, paymentId: access.paymentId }
  const payable = await resolvePayable(service, access, key.paymentId)
  const record = await settleParts(service, key)
  const due = amountDue(record, payable.total)
  const orderId = record?.orderId ?? payable.orderId
  const payment: ListedPayment = {
    paymentId: key.paymentId,
    kind: payable.kind,
    ...(orderId === undefined ? {} : { orderId }),
    version: payable.version,
    total: payable.total,
    due,
    parts: paymentParts(record, payable.total).map(({ attempt, amount }) => {
      const { attemptId, provider, method, title } = attempt
      return { attemptId, provider, method, title, amount }
    }),
  }
  const hasNothingToPay = payable.items.length === 0 || due.value < Math.min(1, payable.total.value)
  if (payable.kind === 'purchase' && hasNothingToPay) return { ...empty, payment }
  const { locale, wallets } = request
  const rows = await listMethods(service, { access, key, payable, due, locale, wallets })
  return { payment, ...rows }
}

/** A product page or the account: no payment, so filters count, and nothing is quoted. */
async function browseMethods(
  service: ServiceContext,
  context: CallContext,
  { currency = '', country, total = 0, locale, wallets, storable }: LoadMethodListRequest,
): Promise<MethodList> {
  const access = await requireAccess(service, context, 'browse')
  if (currencyExponent(currency) === undefined || country === undefined || total < 0) {
    throw new ProblemError('bad-request', {
      detail:
        'loadMethodList: outside a checkout `currency` (ISO 4217), `country` and `total` (minor units) are needed.',
    })
  }
  const answer = await callOrchestrator(service.orchestrator(access.tenant), (client) =>
    client.loadMethods({
      id: 'browse',
      total: majorFromMoney({ value: total, currency }),
      currency,
      country,
      kind: 'purchase',
      ...(locale === undefined ? {} : { locale }),
      ...(wallets && wallets.length > 0 ? { wallets } : {}),
    }),
  )
  const { methods, unavailable } = readInstances(answer.methods, currency)
  return {
    methods: storable ? methods.filter((method) => method.isStorable) : methods,
    stored: [],
    unavailable: [...answer.unavailable, ...unavailable],
  }
}
