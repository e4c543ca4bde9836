import { formatMoney, type Money } from '@payloom/core/contract'

/** A price as people say it. */
export function formatPrice(money: Money): string {
  return money.value === 0 ? 'Free' : formatMoney(money, 'en')
}
