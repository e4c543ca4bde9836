import type { Context } from '../Context.ts'
import type { CompanyAnswer, CompanyRefused, Connector } from '../connectors/Connector.ts'
import { askCompany } from '../payments/askCompany.ts'
import type { Attempt } from '../store/Attempt.ts'
import type { OrderUpdateRow, UpdateStep } from './OrderUpdateRow.ts'

/** What became of one step. `unknown`: the company never heard of the payment. */
export type StepResult = { kind: 'done' | 'later' | 'unknown' } | { kind: 'refused'; reason: string }

/** Asks one company for its part of an update, under the same name however often. Throws when it could not be asked. */
export async function takeUpdateStep(context: Context, planned: UpdateStep): Promise<StepResult> {
  const { store, queue } = context
  const { action, attemptId, updateId, reference } = planned
  const movesMoney = action === 'refund' || action === 'void'
  // In the attempt's queue, so that it is not captured, canceled or returned at the same time; a shipment that hangs holds none of that up.
  return await queue.run(movesMoney ? attemptId : `shipment ${attemptId}`, async () => {
    const [attempt, update] = [await store.findAttempt(attemptId), await store.findUpdate(updateId)]
    const step = (await store.findUpdateSteps(updateId)).find((one) => one.reference === reference)
    if (attempt === undefined || update === undefined || step === undefined) return { kind: 'unknown' }
    if (step.state === 'done') return { kind: 'done' }
    return await takeStep(context, { attempt, update, step })
  })
}

/** A step with what it is about. */
interface Task {
  attempt: Attempt
  update: OrderUpdateRow
  step: UpdateStep
}

async function takeStep(context: Context, task: Task): Promise<StepResult> {
  const { store, connectors } = context
  const { attempt, step } = task
  // A webhook was faster than the answer, or an answer was lost: it is done, and known to be.
  const facts = await store.findFacts(attempt.attemptId)
  if (facts.some(({ orderUpdateId }) => orderUpdateId === step.updateId)) {
    await store.settleUpdateStep(step, [])
    return { kind: 'done' }
  }
  if (step.action === 'tell') return await tellOfShipment(context, task)
  const connector = connectors.get(attempt.provider)
  // Not configured any more: what was asked may have been done.
  if (connector === undefined) return { kind: step.state === 'planned' ? 'unknown' : 'later' }
  if (step.action === 'ship' && connector.ship === undefined) return await tellOfShipment(context, task)
  if (step.state === 'planned') {
    const reason = refusalOf(connector, task)
    if (reason !== undefined) return { kind: 'refused', reason }
    await store.markStepAsked(step.reference)
  }
  const answer = await askCompany(context, connector, attempt.attemptId, step.action, () =>
    ask(connector, task),
  )
  if (answer === undefined) return { kind: 'later' }
  if (answer === 'unknown') return { kind: 'unknown' }
  if ('refused' in answer) return { kind: 'refused', reason: shorten(answer.refused) }
  if (!answer.facts.some((fact) => isOf(step, fact))) return { kind: 'later' }
  await store.settleUpdateStep(step, answer.facts, answer.companyId)
  return { kind: 'done' }
}

/** Why the company is not even asked. */
function refusalOf(connector: Connector, { attempt, step }: Task): string | undefined {
  // Chosen since the plan was made: what comes of both nobody could tell (decisions/0005).
  if (attempt.isReturned) return 'being-returned'
  return step.action === 'refund' && connector.refund === undefined ? 'unsupported' : undefined
}

async function ask(
  connector: Connector,
  { attempt, update, step }: Task,
): Promise<CompanyAnswer | 'unknown' | CompanyRefused | undefined> {
  const { reference, amount } = step
  if (step.action === 'void') return await letGo(connector, attempt)
  if (step.action === 'refund') return amount && (await connector.refund?.(attempt, { reference, amount }))
  const { status, shipping, tracking } = update.body
  const items = status === 'tracking_added' ? [] : shipping?.items
  return await connector.ship?.(attempt, {
    reference,
    ...(items === undefined ? {} : { items }),
    ...(tracking === undefined ? {} : { tracking }),
  })
}

/** Lets go what is held, and reads what came of it: a cancel need not tell facts. */
async function letGo(
  connector: Connector,
  attempt: Attempt,
): Promise<CompanyAnswer | 'unknown' | CompanyRefused | undefined> {
  const answer = await connector.cancel(attempt)
  if (answer === 'unknown') return answer
  if (answer.outcome.outcome !== 'canceled') return { refused: 'captured-meanwhile' }
  return (await connector.read?.(attempt)) ?? answer
}

function isOf({ action, reference }: UpdateStep, fact: CompanyAnswer['facts'][number]): boolean {
  return action === 'void' ? fact.kind === 'voided' : fact.reference === reference
}

/** No company has to do with it, so nobody but the orchestrator can tell of it. */
async function tellOfShipment({ store, clock }: Context, { update, step }: Task): Promise<StepResult> {
  const { status, tracking } = update.body
  const { reference } = step
  const providerTime = new Date(clock.now()).toISOString()
  await store.settleUpdateStep(step, [
    {
      ...{ factId: reference, kind: status, reference, providerTime, confirmed: true },
      ...(tracking === undefined ? {} : { tracking }),
    },
  ])
  return { kind: 'done' }
}

/** A few words for people of the shop. */
function shorten(reason: string): string {
  return reason.replaceAll(/[^\w .,:-]/g, ' ').slice(0, 100)
}
