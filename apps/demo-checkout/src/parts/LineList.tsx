import type { ReactNode } from 'react'
import type { CartLine } from '../../wire/cart.ts'
import { Price } from '../money/Price.tsx'
import { QuantityStepper } from './QuantityStepper.tsx'

/** Props of {@link LineList}. */
export interface LineListProps {
  lines: readonly CartLine[]
  /** Absent: the lines cannot be changed. */
  onChange?: (productId: string, quantity: number) => void
}

/** What is in a cart or an order. */
export function LineList({ lines, onChange }: LineListProps): ReactNode {
  return (
    <ul className="lines">
      {lines.map((line) => (
        <li key={line.productId} className="line">
          <img src={line.image} alt="" width="72" height="90" />
          <div className="line-text">
            <p className="line-name">{line.name}</p>
            <p className="soft">
              {line.material}
              {!onChange && line.quantity > 1 && `, ${line.quantity} pieces`}
            </p>
            {onChange && (
              <QuantityStepper line={line} onChange={(quantity) => onChange(line.productId, quantity)} />
            )}
          </div>
          <p className="line-total">
            <Price money={line.total} />
          </p>
        </li>
      ))}
    </ul>
  )
}
