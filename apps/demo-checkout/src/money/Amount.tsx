import { formatMoney, type Money } from '@payloom/core/contract'
import type { ReactNode } from 'react'

/** An amount as people read it. Not translated: a translator has turned figures into others before. */
export function Amount({ money }: { money: Money }): ReactNode {
  return (
    <bdi className="amount" translate="no">
      {formatMoney(money, 'en')}
    </bdi>
  )
}
