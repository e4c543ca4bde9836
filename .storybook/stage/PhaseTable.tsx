import { type AttemptPhase, attemptTransitions } from '@payloom/core'
import type { ReactNode } from 'react'

/** What can happen to an attempt in a phase, and where it leads: read from the machine's own table. */
export function PhaseTable({ phase }: { phase: AttemptPhase }): ReactNode {
  return (
    <table className="stage-table">
      <caption>
        What can happen in the phase <code>{phase}</code>
      </caption>
      <thead>
        <tr>
          <th scope="col">event</th>
          <th scope="col">leads to</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(attemptTransitions[phase]).map(([event, next]) => (
          <tr key={event}>
            <th scope="row">
              <code>{event}</code>
            </th>
            <td>
              <code>{next}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
