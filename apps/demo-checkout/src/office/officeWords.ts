import type { OfficePayment, OfficeUpdate, OfficeUpdateKind } from '../../wire/office.ts'

const statuses: ReadonlyMap<string, string> = new Map([
  ['open', 'Not paid yet'],
  ['pending', 'Waiting for the money'],
  ['authorized', 'Authorized'],
  ['partially_paid', 'Partly paid'],
  ['paid', 'Paid'],
  ['partially_refunded', 'Partly refunded'],
  ['refunded', 'Refunded'],
  ['charged_back', 'Charged back'],
  ['failed', 'Not paid'],
  ['canceled', 'Canceled'],
  ['expired', 'Expired'],
])

/** A payment's status for people of the shop; one of a later version is shown as it is. */
export function statusWords(status: string): string {
  return statuses.get(status) ?? status
}

/** How an order's payment stands. */
export function paymentWords(payment: OfficePayment | undefined): string {
  if (!payment) return 'In another database'
  const waits = payment.status === 'open' || payment.status === 'pending'
  return payment.isPlaced && waits ? 'Placed, paid later' : statusWords(payment.status)
}

/** What has been told, in two words. */
export const kindWords: Readonly<Record<OfficeUpdateKind, string>> = {
  shipped: 'Shipment',
  tracking_added: 'Tracking',
  refunded: 'Refund',
}

/** What became of an update. */
export function outcomeWords({ outcome, reason }: Pick<OfficeUpdate, 'outcome' | 'reason'>): string {
  switch (outcome) {
    case 'asked':
    case 'sent':
      return 'On its way'
    case 'waiting':
      return 'Will be sent'
    case 'done':
      return 'Done'
    case 'refused':
      return reason === undefined ? 'Refused' : `Refused: ${reason}`
  }
}

/** A moment, to the minute. */
export function timeWords(at: string): string {
  return new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })
}
