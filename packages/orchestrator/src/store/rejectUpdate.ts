import type { SqlSteps } from '@payloom/bus/database'
import type { Money } from '@payloom/core/contract'
import { createRejectionMessage } from '../facts/createRejectionMessage.ts'
import type { OrderUpdateRow, UpdateStep } from '../updates/OrderUpdateRow.ts'
import { factTable } from './factTable.ts'
import { lockPayment } from './locks.ts'
import { updateTable } from './updateTable.ts'
import type { Work } from './Work.ts'

/**
 * Ends an update that will not be done, or not wholly, and tells the shop. Parts that went before the refusal were told as facts: the reason says so,
 * and the amount is what did not go back.
 */
export function* rejectUpdate(work: Work, update: OrderUpdateRow, reason: string): SqlSteps<void> {
  const { sql, log, tell } = work
  const { updateId, paymentId, body } = update
  yield* lockPayment(sql, paymentId)
  const steps = yield* updateTable.findSteps(sql, updateId)
  const isPartly = steps.some(({ state }) => state === 'done')
  const told = isPartly ? `partly-refunded (${reason})` : reason
  if (!(yield* updateTable.end(sql, updateId, 'rejected', told))) return
  const wanted = body.status === 'refunded' ? (body.refund?.amount ?? sumOf(steps)) : undefined
  const amount = wanted && { ...wanted, value: wanted.value - (yield* givenBack(sql, steps, wanted)) }
  yield* tell(createRejectionMessage(update, told, amount))
  log({ event: 'order-update-ended', updateId, state: 'rejected', reason: told })
}

/** All that was planned, when it is of one currency. */
function sumOf(steps: readonly UpdateStep[]): Money | undefined {
  const amounts = steps.flatMap(({ amount }) => (amount === undefined ? [] : [amount]))
  const [first] = amounts
  if (first === undefined || amounts.some(({ currency }) => currency !== first.currency)) return undefined
  return { ...first, value: amounts.reduce((sum, { value }) => sum + value, 0) }
}

/** What its facts say; a refund that failed after all is the company's word on the fact, not on the update. */
function* givenBack(sql: Work['sql'], steps: readonly UpdateStep[], { currency }: Money): SqlSteps<number> {
  let sum = 0
  for (const { attemptId, updateId, state, amount } of steps) {
    const facts = yield* factTable.findByAttempt(sql, attemptId)
    const isTold = facts.some(({ orderUpdateId }) => orderUpdateId === updateId)
    if ((state === 'done' || isTold) && amount?.currency === currency) sum += amount.value
  }
  return sum
}
