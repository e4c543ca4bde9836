import type { ActionOutcome, ChallengeHost } from '@payloom/core'
import type { ProviderAction } from '@payloom/core/contract'

/** Asks the shopper in the page's dialog: "Approve" gives data for the backend, "Refuse" a failure, closing it cancels. */
export async function performByButtons(
  { type }: ProviderAction,
  host: ChallengeHost,
  signal: AbortSignal,
): Promise<ActionOutcome> {
  const room = await host.open({ size: { width: 390, height: 400 } })
  const answer = await new Promise<string | undefined>((resolve) => {
    for (const name of ['Approve', 'Refuse']) {
      const button = document.createElement('button')
      button.textContent = name
      button.addEventListener('click', () => resolve(name))
      room.append(button)
    }
    const left = AbortSignal.any([host.signal, signal])
    if (left.aborted) resolve(undefined)
    left.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  host.close()
  if (answer === undefined) return { kind: 'canceled' }
  if (answer === 'Approve') return { kind: 'details', data: { action: type, answer } }
  return { kind: 'failed', error: { code: 'authentication_failed', retry: 'same' } }
}
