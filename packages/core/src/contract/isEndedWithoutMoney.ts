/** Whether a status, outcome or phase says that a try to pay is over and brought nothing: `failed`, `canceled` or `expired`. */
export function isEndedWithoutMoney(status: string | undefined): status is 'failed' | 'canceled' | 'expired' {
  return status === 'failed' || status === 'canceled' || status === 'expired'
}
