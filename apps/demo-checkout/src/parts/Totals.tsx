import type { Money } from '@payloom/core/contract'
import type { ReactNode } from 'react'
import { Amount } from '../money/Amount.tsx'
import { Price } from '../money/Price.tsx'

/** Props of {@link Totals}. */
export interface TotalsProps {
  subtotal: Money
  shipping: Money
  /** What the chosen way to pay costs on top. */
  surcharge?: { title: string; amount: Money } | undefined
  /** What is paid already, by a gift card for instance. */
  parts?: readonly { attemptId: string; title: string; amount: Money }[]
  /** What is left to pay. */
  total: Money
}

/** How the total comes about. */
export function Totals({ subtotal, shipping, surcharge, parts = [], total }: TotalsProps): ReactNode {
  return (
    <dl className="totals">
      <Row term="Subtotal" money={subtotal} />
      <Row term="Shipping" money={shipping} />
      {surcharge && <Row term={surcharge.title} money={surcharge.amount} />}
      {parts.map(({ attemptId, title, amount }) => (
        <Row key={attemptId} term={title} money={{ ...amount, value: -amount.value }} />
      ))}
      <div className="totals-sum">
        <dt>{parts.length > 0 ? 'Left to pay' : 'Total'}</dt>
        <dd>
          <Amount money={total} />
        </dd>
      </div>
    </dl>
  )
}

function Row({ term, money }: { term: string; money: Money }): ReactNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <Price money={money} />
      </dd>
    </div>
  )
}
