import type { ReactNode } from 'react'
import type { OfficePayment } from '../../wire/office.ts'
import { statusWords, timeWords } from './officeWords.ts'

interface Moment {
  key: string
  at: string
  words: string
  tracking?: { name: string; number: string } | undefined
}

const parcels: ReadonlyMap<string, string> = new Map([
  ['shipped', 'Shipped'],
  ['tracking_added', 'Tracking added'],
])

/** What has happened to an order, the newest first. */
export function History({ payment }: { payment: OfficePayment }): ReactNode {
  return (
    <section className="order-part" aria-labelledby="office-history">
      <h2 id="office-history">What happened</h2>
      <ol className="office-events">
        {momentsOf(payment).map(({ key, at, words, tracking }) => (
          <li key={key}>
            <span>
              {words}{' '}
              {tracking && (
                <bdi translate="no">
                  {tracking.name} {tracking.number}
                </bdi>
              )}
            </span>
            <span className="soft">{timeWords(at)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function momentsOf({ history, fulfilment }: OfficePayment): Moment[] {
  const statuses = history.map(({ status, at }, index) => ({
    key: `status ${index}`,
    at,
    words: status === 'open' ? 'Ordered' : statusWords(status),
  }))
  const sent = fulfilment.map(({ kind, at, tracking }, index) => ({
    ...{ key: `parcel ${index}`, at, tracking },
    words: parcels.get(kind) ?? kind,
  }))
  // Stable: what happened at one time stays in the order of its list.
  return [...statuses, ...sent].sort((one, other) => Date.parse(one.at) - Date.parse(other.at)).reverse()
}
