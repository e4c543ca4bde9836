'use client'

import { formatMoney } from '@payloom/core/contract'
import type { MessageKey } from '@payloom/core/messages'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { useOnline } from '../hooks/useOnline.ts'
import type { PlaceOrder } from '../hooks/usePlaceOrder.ts'

/** What the button says, and what stands below it while the shopper has to wait. */
export function useButtonWords(order: PlaceOrder): { label: string; hint: string } {
  const { checkout, words } = useCheckoutContext('<PlaceOrderButton>')
  const { method, kind } = useStoreState(checkout.selection, (selection) => selection)
  const { attempt, isBusy, reasons, total } = order
  const checkingHint = useCheckingHint(attempt)
  const isSetup = kind === 'setup'
  if (reasons.includes('done'))
    return { label: words.text(isSetup ? 'button.saved' : 'button.done'), hint: '' }
  if (isBusy && attempt.phase === 'confirming' && attempt.result?.outcome === 'redirect') {
    const hint = words.text('redirect.text', { method: method?.title ?? '' })
    return { label: words.text('button.leaving'), hint }
  }
  if (isBusy) return { label: words.text(busyKey(attempt.phase, isSetup)), hint: checkingHint }
  if (isSetup) return { label: words.text('button.save'), hint: '' }
  const isFree = !total || total.value === 0
  if (method?.isOffline || isFree) return { label: words.text('button.place'), hint: '' }
  return { label: words.text('button.pay', { amount: formatMoney(total, words.locale) }), hint: '' }
}

/** What a shopper has to know while the outcome is looked for: nobody has to pay again. */
function useCheckingHint(attempt: PlaceOrder['attempt']): string {
  const { words } = useCheckoutContext('<PlaceOrderButton>')
  const isOnline = useOnline()
  if (attempt.phase !== 'confirming') return ''
  if (!isOnline) return words.text('checking.offline')
  return attempt.result ? '' : words.text('checking.text')
}

function busyKey(phase: PlaceOrder['phase'], isSetup: boolean): MessageKey {
  if (phase === 'collecting') return 'button.collecting'
  if (phase === 'acting') return 'button.acting'
  if (isSetup) return 'button.saving'
  return phase === 'confirming' ? 'button.confirming' : 'button.validating'
}
