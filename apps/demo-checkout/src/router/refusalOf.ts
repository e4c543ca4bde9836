import { isEndedWithoutMoney, type PaymentResult } from '@payloom/core/contract'

const payable: ReadonlySet<string> = new Set(['open', 'partially_paid'])

/** Why a shopper who came back has to pay again; nothing where the payment goes on by another try, or is done. */
export function refusalOf(result: PaymentResult | undefined): string | undefined {
  if (!result || goesOn(result)) return undefined
  switch (result.outcome) {
    case 'failed':
      return result.error.code
    case 'canceled':
    case 'expired':
      return result.outcome
    default:
      return undefined
  }
}

/** Whether another try, perhaps of another window, stands or has paid. */
function goesOn({ attemptId, state }: PaymentResult): boolean {
  const others = state.attempts.filter((attempt) => attempt.attemptId !== attemptId)
  return (
    others.some(({ live, placed, status }) => live || (placed === true && !isEndedWithoutMoney(status))) ||
    !(payable.has(state.status) || isEndedWithoutMoney(state.status))
  )
}
