import { ApiError } from '../http/apiError.ts'
import type { ReadGiftCard } from '../methods/readGiftCard.ts'
import type { GiftCardRow } from '../store/giftCardTable.ts'
import type { Company } from './company.ts'

/**
 * The card with what it has left. Its first use settles its currency; in another one it is not known (422).
 * To be called inside a transaction.
 */
export function openGiftCard(company: Company, card: ReadGiftCard, currency: string): GiftCardRow {
  const { giftCards } = company.store
  const known = giftCards.find(card.id)
  if (known === undefined) {
    const balance = { value: card.newBalance, currency }
    const row: GiftCardRow = { id: card.id, balance, createdAt: company.clock.now() }
    giftCards.insert(row)
    return row
  }
  if (known.balance.currency !== currency) {
    const message = `There is no gift card of this number in ${currency}: its balance is in ${known.balance.currency}.`
    throw new ApiError(422, 'unknown_card', message, 'number')
  }
  return known
}
