import type { BusMessage } from '@payloom/bus'
import type { Fact } from '@payloom/core/contract'

/** The documented vocabulary of status, where it has another word than the fact. */
const statusOfKind = new Map([
  ['opened', 'open'],
  ['captured', 'paid'],
  ['voided', 'canceled'],
  ['superseded', 'canceled'],
])

/** A company's own words beyond it (bytes) are left out: a message of more than 64 KB reaches nobody, and the fact is what counts. */
const mostPayload = 48 * 1024

/**
 * What the shop is told about one fact. The message's id follows from the fact's, so that telling it again tells nothing new; only what it is found
 * to have come of later is told in a message of its own.
 */
export function createStatusMessage(
  paymentId: string,
  fact: Fact,
  payload: unknown,
  isRetold = false,
): BusMessage {
  const { factId, attemptId, kind, amount, providerTime, tracking, orderUpdateId } = fact
  const messageId = isRetold ? `fact-${factId}-update` : `fact-${factId}`
  return {
    messageId,
    type: 'payment-status',
    body: {
      orderId: paymentId,
      status: statusOfKind.get(kind) ?? kind,
      ...(isCarried(payload) ? { payload } : {}),
      kind,
      factId,
      attemptId,
      ...(amount === undefined ? {} : { amount }),
      ...(providerTime === undefined ? {} : { providerTime }),
      ...(tracking === undefined ? {} : { tracking }),
      ...(orderUpdateId === undefined ? {} : { orderUpdateId }),
      messageId,
    },
  }
}

function isCarried(payload: unknown): boolean {
  return payload !== undefined && Buffer.byteLength(JSON.stringify(payload)) <= mostPayload
}
