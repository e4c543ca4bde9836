import type { SessionState } from '@payloom/core'

/** A field of a gift card. */
export type GiftField = 'number' | 'pin'

/** What a shopper typed, without spaces. */
export type GiftCard = Record<GiftField, string>

const shapes: Readonly<Record<GiftField, RegExp>> = { number: /^\d{16}$/, pin: /^\d{4}$/ }

/** The first field that cannot be right. */
export function firstInvalidGiftField(card: GiftCard): GiftField | undefined {
  return (['number', 'pin'] as const).find((field) => !shapes[field].test(card[field]))
}

/** What a form with this in it can do. */
export function giftState(card: GiftCard): SessionState {
  const fieldOf = (field: GiftField): { valid: boolean; empty: boolean } => ({
    valid: shapes[field].test(card[field]),
    empty: card[field] === '',
  })
  const fields = { number: fieldOf('number'), pin: fieldOf('pin') }
  return {
    phase: 'ready',
    canSubmit: fields.number.valid && fields.pin.valid,
    empty: fields.number.empty && fields.pin.empty,
    fields,
  }
}
