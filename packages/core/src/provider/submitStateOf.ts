import type { AttemptPhase, AttemptView } from '../attempt/AttemptView.ts'
import type { Selection } from './Selection.ts'
import type { SubmitReason, SubmitState } from './SubmitState.ts'

const busyPhases: readonly AttemptPhase[] = ['collecting', 'validating', 'acting', 'confirming']

/** Whether the order can be placed now: the newest attempt and selection say so, nothing else does. */
export function submitStateOf({ phase }: Pick<AttemptView, 'phase'>, selection: Selection): SubmitState {
  const reason = reasonOf(phase, selection)
  return reason ? { canSubmit: false, reasons: [reason] } : { canSubmit: true, reasons: [] }
}

function reasonOf(phase: AttemptPhase, { method, panel }: Selection): SubmitReason | undefined {
  if (busyPhases.includes(phase)) return 'busy'
  if (phase === 'succeeded') return 'done'
  if (phase === 'reviewing') return 'reviewing'
  if (!method || panel.status === 'none') return 'no-method'
  if (panel.status === 'loading') return 'loading'
  if (panel.status === 'error') return 'panel-error'
  if (panel.presentation === 'button') return 'own-button'
  if (panel.session?.phase === 'loading') return 'loading'
  return panel.session?.canSubmit === false ? 'incomplete' : undefined
}
