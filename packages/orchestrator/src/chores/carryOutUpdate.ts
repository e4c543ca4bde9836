import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import { refreshAttempt } from '../payments/refreshAttempt.ts'
import type { Chore } from '../store/Chore.ts'
import type { UpdatePlan } from '../store/Store.ts'
import type { OrderUpdateRow } from '../updates/OrderUpdateRow.ts'
import { takeUpdateStep } from '../updates/takeUpdateStep.ts'
import type { ChoreResult } from './openChoreWorker.ts'

/** So long (ms) it is waited for what nobody knows yet: a payment, at the orchestrator or at its company. */
const patience = 72 * 3_600_000

/** What a company may know better than the ledger. */
const doubtful = new Set(['nothing-captured', 'nothing-left', 'refund-too-large', 'not-paid'])

/** Refunds or ships what the shop wants, one company after the other. Throws when one of them could not be asked. */
export async function carryOutUpdate(context: Context, { subject, createdAt }: Chore): Promise<ChoreResult> {
  const { store, clock } = context
  const update = await store.findUpdate(subject)
  if (update?.state !== 'open') return 'done'
  const isPatient = clock.now() - createdAt < patience
  const plan = await makePlan(context, update, isPatient)
  if (plan.kind === 'later') return 'later'
  if (plan.kind === 'refused') {
    if (plan.reason === 'unknown-payment' && isPatient) return 'later'
    await store.rejectUpdate(update, plan.reason)
    return 'done'
  }
  for (const step of await store.findUpdateSteps(subject)) {
    if (step.state === 'done') continue
    const result = await takeUpdateStep(context, step)
    if (result.kind === 'done') continue
    if (result.kind === 'refused') await store.rejectUpdate(update, result.reason)
    else if (result.kind === 'unknown' && !isPatient) await store.rejectUpdate(update, 'unknown-payment')
    else return 'later'
    // What comes after a refusal is not asked for: the shop was told what did not go.
    return 'done'
  }
  return 'done'
}

/** Before a refusal the companies are asked how the payment stands: a webhook may be late. */
async function makePlan(context: Context, update: OrderUpdateRow, isPatient: boolean): Promise<UpdatePlan> {
  const { store, connectors } = context
  const plan = await store.planUpdate(update)
  if (plan.kind !== 'refused' || !doubtful.has(plan.reason)) return plan
  for (const attempt of (await store.findPayment(update.paymentId)) ?? []) {
    const connector = connectors.get(attempt.provider)
    if (connector === undefined) continue
    try {
      await refreshAttempt(context, connector, attempt)
    } catch (error) {
      if (isPatient || !(error instanceof ApiError)) throw error
    }
  }
  return await store.planUpdate(update)
}
