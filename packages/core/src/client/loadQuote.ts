import { type QuoteResult, quoteResultSchema } from '../contract/quoteResult.ts'
import type { LoadQuoteRequest } from '../contract/request.ts'
import type { Send } from './createSender.ts'
import type { CallOptions } from './PaymentClient.ts'
import { readProblemDetails } from './readProblemDetails.ts'

/** The total for a method, an address and a way of shipping. */
export function loadQuote(
  send: Send,
  { paymentId, ...body }: { paymentId: string } & LoadQuoteRequest,
  { signal }: CallOptions = {},
): Promise<QuoteResult> {
  return send({
    name: 'loadQuote',
    params: { paymentId },
    body,
    schema: quoteResultSchema,
    readDetails: readProblemDetails,
    signal,
  })
}
