import type { ReactNode } from 'react'
import type { OfficePayment } from '../../wire/office.ts'
import { Badge, type BadgeProps } from './Badge.tsx'
import { paymentWords } from './officeWords.ts'

const tones: ReadonlyMap<string, BadgeProps['tone']> = new Map([
  ['paid', 'good'],
  ['authorized', 'good'],
  ['open', 'open'],
  ['pending', 'open'],
  ['partially_paid', 'open'],
  ['charged_back', 'bad'],
  ['failed', 'bad'],
])

/** How an order's money and its parcels stand. */
export function OrderBadges({ payment }: { payment: OfficePayment | undefined }): ReactNode {
  const isShipped = payment?.fulfilment.some(({ kind }) => kind === 'shipped') ?? false
  return (
    <span className="office-badges">
      <Badge tone={tones.get(payment?.status ?? '') ?? 'plain'}>{paymentWords(payment)}</Badge>
      {isShipped && <Badge tone="good">Shipped</Badge>}
    </span>
  )
}
