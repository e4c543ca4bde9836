import type { AttemptPhase, AttemptView } from '../attempt/AttemptView.ts'
import { isConsentMissing } from './isConsentMissing.ts'
import type { OrderTerms } from './OrderTerms.ts'
import type { Selection } from './Selection.ts'
import type { SubmitReason, SubmitState } from './SubmitState.ts'

const busyPhases: readonly AttemptPhase[] = ['collecting', 'validating', 'acting', 'confirming']

/** Whether the order can be placed now: the newest attempt, selection and terms say so, nothing else does. */
export function submitStateOf(
  { phase }: Pick<AttemptView, 'phase'>,
  selection: Selection,
  terms: OrderTerms,
): SubmitState {
  const reasons = reasonsOf(phase, selection, terms)
  return { canSubmit: reasons.length === 0, reasons }
}

/** All that speak against it, the most basic first. While an order is under way, or done, nothing is left to mend. */
function reasonsOf(phase: AttemptPhase, selection: Selection, terms: OrderTerms): SubmitReason[] {
  if (busyPhases.includes(phase)) return ['busy']
  if (phase === 'succeeded') return ['done']
  const reasons: SubmitReason[] = phase === 'reviewing' ? ['reviewing'] : []
  const reason = panelReasonOf(selection)
  if (reason) reasons.push(reason)
  if (isConsentMissing(terms)) reasons.push('consent')
  return reasons
}

function panelReasonOf({ method, presentation, panel }: Selection): SubmitReason | undefined {
  if (!method || panel.status === 'none') return 'no-method'
  if (panel.status === 'error') return 'panel-error'
  if (panel.status === 'loading') return 'loading'
  if ((presentation ?? panel.presentation) === 'button') return 'own-button'
  if (panel.session?.phase === 'loading') return 'loading'
  return panel.session?.canSubmit === false ? 'incomplete' : undefined
}
