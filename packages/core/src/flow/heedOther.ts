import { isEndedWithoutMoney } from '../contract/isEndedWithoutMoney.ts'
import type { Answer } from './Answer.ts'
import { blockedBy } from './blockedBy.ts'
import type { FlowContext } from './FlowContext.ts'
import { tellBlocked } from './tellAttempt.ts'

/** What was read of another tab's attempt, as an answer to the order that it stands in the way of: what that one waits for is not done here. */
export function heedOther(context: FlowContext, answer: Answer): Answer {
  if (answer.kind !== 'result') return answer
  const { result } = answer
  if (isEndedWithoutMoney(result.outcome)) {
    context.applyStatus(result.state)
    return { kind: 'released' }
  }
  const by = blockedBy(result, context.attempt.view.getState().attemptId)
  if (!by) return answer
  tellBlocked(context, result, by)
  return { kind: 'over' }
}
