import { type ActionOutcome, type ChallengeHost, isPaymentError } from '@payloom/core'
import type { PaymentErrorData, ProviderAction } from '@payloom/core/contract'
import { sandboxErrorData } from './errors.ts'
import type { SandboxAction, SandboxLibrary, SandboxLooks } from './library.ts'

const unavailable: PaymentErrorData = { code: 'provider_unavailable', retry: 'same' }

/** Does a step that the company asked for: a challenge in the page's dialog, a fingerprint without anything to see. */
export async function performAction(
  library: Pick<SandboxLibrary, 'handleAction'>,
  { locale, appearance }: SandboxLooks,
  asked: ProviderAction,
  host: ChallengeHost,
  signal: AbortSignal,
): Promise<ActionOutcome> {
  const action = actionOf(asked)
  if (!action) return { kind: 'failed', error: unavailable }
  const isOver = (): boolean => host.signal.aborted || signal.aborted
  try {
    const container =
      action.type === 'challenge' ? await host.open({ size: { width: 400, height: 480 } }) : undefined
    if (isOver()) return { kind: 'canceled' }
    const answer = await library.handleAction(action, container, {
      locale,
      ...(appearance ? { appearance } : {}),
      signal: AbortSignal.any([signal, host.signal]),
    })
    if (isOver()) return { kind: 'canceled' }
    if (answer.error === undefined) {
      return { kind: 'details', data: { actionId: action.id, result: answer.result } }
    }
    // The page took the dialog away under the question.
    if (answer.error.code === 'aborted') return { kind: 'canceled' }
    return { kind: 'failed', error: sandboxErrorData(answer.error) }
  } catch (caught) {
    if (isOver()) return { kind: 'canceled' }
    return { kind: 'failed', error: isPaymentError(caught) ? caught.toData() : unavailable }
  } finally {
    if (action.type === 'challenge') host.close()
  }
}

function actionOf({ type, id, url }: ProviderAction): Required<SandboxAction> | undefined {
  if (typeof id !== 'string' || typeof url !== 'string') return undefined
  if (type === 'sandbox.challenge') return { id, url, type: 'challenge' }
  return type === 'sandbox.fingerprint' ? { id, url, type: 'fingerprint' } : undefined
}
