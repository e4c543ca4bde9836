import type { ReactNode } from 'react'
import type { OfficeUpdate } from '../../wire/office.ts'
import { Amount } from '../money/Amount.tsx'
import { Badge, type BadgeProps } from './Badge.tsx'
import { kindWords, outcomeWords, timeWords } from './officeWords.ts'

const tones: Readonly<Record<OfficeUpdate['outcome'], BadgeProps['tone']>> = {
  asked: 'open',
  sent: 'open',
  waiting: 'open',
  done: 'good',
  refused: 'bad',
}

/** What the office has told of an order, and what became of it. */
export function UpdateList({ updates }: { updates: readonly OfficeUpdate[] }): ReactNode {
  return (
    <section className="order-part" aria-labelledby="office-updates">
      <h2 id="office-updates">What you told</h2>
      {updates.length === 0 && <p className="soft">Nothing yet.</p>}
      <ul className="office-events" aria-live="polite" aria-relevant="additions text">
        {updates.map((update) => (
          <li key={update.updateId}>
            <span>
              {kindWords[update.kind]} <Detail update={update} />
            </span>
            <Badge tone={tones[update.outcome]}>{outcomeWords(update)}</Badge>
            <span className="soft">{timeWords(update.askedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Detail({ update }: { update: OfficeUpdate }): ReactNode {
  const { kind, amount, tracking } = update
  if (kind === 'refunded') return amount ? <Amount money={amount} /> : 'of all that was left'
  return (
    tracking && (
      <bdi translate="no">
        {tracking.name} {tracking.number}
      </bdi>
    )
  )
}
