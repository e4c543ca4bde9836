import { factSchema } from '@payloom/core/contract'
import type { Connector, WebhookReading } from '@payloom/orchestrator'
import * as v from 'valibot'
import type { BookedPayment } from './BookedPayment.ts'

/** A webhook as the scripted company sends it, to `…/webhook/{organization}/{project}/{environment}/{provider}`. */
export interface ScriptedWebhook {
  /** Its signature among them. */
  headers: Record<string, string>
  /** Exactly as signed. */
  body: string
}

type WebhookHeaders = Parameters<NonNullable<Connector['readWebhook']>>[0]

const signature = 'scripted-signature'

const namedSchema = v.object({ reference: v.exactOptional(v.string()) })
const eventSchema = v.object({ reference: v.string(), companyId: v.string(), fact: v.unknown() })

/** The webhook of the newest thing that happened to a payment. */
export function writeScriptedWebhook(
  secret: string,
  { attemptId, companyId, facts }: BookedPayment,
): ScriptedWebhook {
  const body = JSON.stringify({ reference: attemptId, companyId, fact: facts.at(-1) })
  return { headers: { 'content-type': 'application/json', [signature]: secret }, body }
}

/** Reads one. Never throws. */
export function readScriptedWebhook(secret: string, headers: WebhookHeaders, body: string): WebhookReading {
  if (signatureOf(headers) !== secret) return { kind: 'rejected', reason: 'bad-signature' }
  const event = v.safeParse(eventSchema, parse(body))
  if (!event.success) return { kind: 'rejected', reason: 'bad-shape' }
  const { reference, companyId, fact } = event.output
  const read = v.safeParse(factSchema, Object.assign({ attemptId: reference }, fact))
  const named = v.safeParse(namedSchema, fact)
  if (!read.success || !named.success) return { kind: 'rejected', reason: 'bad-shape' }
  const { attemptId: _, orderUpdateId: __, ...told } = { ...read.output, ...named.output }
  return {
    kind: 'event',
    event: { reference, companyId, fact: told, payload: { type: told.kind, reference } },
  }
}

function signatureOf(headers: WebhookHeaders): unknown {
  return headers instanceof Headers ? headers.get(signature) : Reflect.get(headers, signature)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
