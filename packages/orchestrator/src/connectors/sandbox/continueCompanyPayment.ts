import type { CompanyAnswer, KnownPayment, OpenOutcome } from '../Connector.ts'
import { answerOf } from './answerOf.ts'
import { CompanyRefusal } from './CompanyRefusal.ts'
import { companyPaymentSchema } from './companyPayment.ts'
import type { CompanyClient } from './createCompanyClient.ts'

interface Continuation {
  path: 'actions' | 'complete'
  body: Record<string, unknown>
}

/** Hands on what the browser brought back: an action's result, a new token of the sheet, or the code of a return by form. */
export async function continueCompanyPayment(
  call: CompanyClient,
  payment: KnownPayment,
  open: OpenOutcome,
  data: Record<string, unknown>,
): Promise<CompanyAnswer | 'refused'> {
  const next = continuationOf(open, data)
  if (payment.companyId === undefined || next === undefined) return 'refused'
  const path = `/v1/payments/${encodeURIComponent(payment.companyId)}/${next.path}`
  try {
    return answerOf(
      payment,
      await call({ method: 'POST', path, body: next.body, answer: companyPaymentSchema }),
    )
  } catch (error) {
    if (error instanceof CompanyRefusal) return 'refused'
    throw error
  }
}

/** Ids that come from a browser are compared, never looked up. */
function continuationOf(
  open: OpenOutcome,
  { actionId, result, token, code }: Record<string, unknown>,
): Continuation | undefined {
  if (open.outcome === 'redirect') {
    return typeof code === 'string' ? { path: 'complete', body: { code } } : undefined
  }
  if (actionId !== open.action.id) return undefined
  if (open.action.type === 'sandbox.sheet') {
    return typeof token === 'string' ? { path: 'actions', body: { actionId, token } } : undefined
  }
  return typeof result === 'string' ? { path: 'actions', body: { actionId, result } } : undefined
}
