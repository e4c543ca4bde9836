import type { WebhookHeaders, WebhookSigner } from '@payloom/bus'
import * as v from 'valibot'
import type { WebhookReading } from '../Connector.ts'
import { factOf } from './answerOf.ts'
import { companyWebhookSchema } from './companyPayment.ts'

/** Verifies one webhook of the company and translates its event. */
export function readCompanyWebhook(
  signer: WebhookSigner,
  headers: WebhookHeaders,
  body: string,
): WebhookReading {
  if (signer.verify(headers, body) === undefined) return { kind: 'rejected', reason: 'bad-signature' }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), companyWebhookSchema), body)
  if (!parsed.success) return { kind: 'rejected', reason: 'bad-shape' }
  const { id, type, createdAt, data } = parsed.output
  const { paymentId, reference, operationReference, error: _, ...details } = data
  const named = operationReference === undefined ? {} : { reference: operationReference }
  const fact = factOf({ id, type, createdAt, ...details, ...named })
  return { kind: 'event', event: { reference, companyId: paymentId, fact, payload: { ...parsed.output } } }
}
