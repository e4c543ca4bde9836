import * as v from 'valibot'
import { textSchema, timeSchema } from './code.ts'
import { type Money, moneySchema } from './money.ts'

/** One field of a form that is posted to a company. */
export interface RedirectField {
  /** Name of a hidden form field. */
  name: string
  /** Sent as it is. */
  value: string
}

/** Where the browser is to go. `fields` are posted when the method is POST. */
export interface Redirect {
  /** Absolute; its origin is one of the method's `redirectOrigins`. */
  url: string
  /** `POST` submits `fields` as a form. */
  method: 'GET' | 'POST'
  /** Empty with `GET`. */
  fields: RedirectField[]
}

/** A provider's own step in the page; opaque to all but the provider that declared the type. */
export interface ProviderAction {
  /** One of the action types that the provider declares. */
  type: string
  [key: string]: unknown
}

/** What a shopper is shown while a payment waits for them, by `kind`. A kind that is not known is shown as `await`. */
export type Display = (
  | { kind: 'qr'; data: string }
  | { kind: 'voucher'; reference: string; url?: string | undefined }
  | {
      kind: 'bank-transfer'
      iban: string
      bic?: string | undefined
      beneficiary: string
      reference: string
      amount: Money
    }
  | { kind: 'instructions'; text: string[] }
  | { kind: 'await' }
) & { expiresAt?: string | undefined; appUrl?: string | undefined }

/** The open step of an attempt, as its payment's state shows it. */
export type NextStep =
  | { kind: 'redirect'; redirect: Redirect }
  | { kind: 'action'; step: number; action: ProviderAction }
  | { kind: 'display'; display: Display }

/** The members of a redirect, for schemas that carry them beside others. */
export const redirectEntries: v.ObjectEntries = {
  url: v.pipe(v.string(), v.maxLength(8192)),
  method: v.picklist(['GET', 'POST']),
  fields: v.fallback(
    v.pipe(
      v.array(
        v.object({
          name: v.pipe(v.string(), v.maxLength(256)),
          value: v.pipe(v.string(), v.maxLength(16_384)),
        }),
      ),
      v.maxLength(100),
    ),
    [],
  ),
}

const redirectSchema: v.GenericSchema<unknown, Redirect> = v.object(redirectEntries) as v.GenericSchema<
  unknown,
  unknown
> as v.GenericSchema<unknown, Redirect>

export const providerActionSchema: v.GenericSchema<unknown, ProviderAction> = v.looseObject({
  type: v.string(),
})

const ends = { expiresAt: v.exactOptional(timeSchema), appUrl: v.exactOptional(v.string()) }

export const displaySchema: v.GenericSchema<unknown, Display> = v.fallback(
  v.variant('kind', [
    v.object({ kind: v.literal('qr'), data: v.string(), ...ends }),
    v.object({
      kind: v.literal('voucher'),
      reference: v.string(),
      url: v.exactOptional(v.string()),
      ...ends,
    }),
    v.object({
      kind: v.literal('bank-transfer'),
      iban: v.string(),
      bic: v.exactOptional(v.string()),
      beneficiary: v.string(),
      reference: v.string(),
      amount: moneySchema,
      ...ends,
    }),
    v.object({ kind: v.literal('instructions'), text: v.array(textSchema), ...ends }),
    v.object({ kind: v.literal('await'), ...ends }),
  ]),
  { kind: 'await' },
)

export const nextStepSchema: v.GenericSchema<unknown, NextStep> = v.variant('kind', [
  v.object({ kind: v.literal('redirect'), redirect: redirectSchema }),
  v.object({ kind: v.literal('action'), step: v.number(), action: providerActionSchema }),
  v.object({ kind: v.literal('display'), display: displaySchema }),
])
