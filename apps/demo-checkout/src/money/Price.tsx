import type { Money } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { Amount } from './Amount.tsx'
import { formatPrice } from './formatPrice.ts'

/** What one thing costs: an amount, or that it costs nothing. */
export function Price({ money }: { money: Money }): ReactNode {
  return money.value === 0 ? formatPrice(money) : <Amount money={money} />
}
