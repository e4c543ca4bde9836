'use client'

import type { StatusView } from '@payloom/core'
import { formatMoney, isEndedWithoutMoney, type PaymentState } from '@payloom/core/contract'
import { type ReactNode, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { ConnectionNote } from './ConnectionNote.tsx'
import { DisplayStep } from './DisplayStep.tsx'
import { Shipments } from './Shipments.tsx'
import { StatusBack, type StatusBackProps } from './StatusBack.tsx'
import { StatusCancel } from './StatusCancel.tsx'
import { StatusSteps } from './StatusSteps.tsx'
import { openDisplayOf, shownStatusOf, waitingAttempts } from './shownStatus.ts'
import { useSecondsUntil } from './useSecondsUntil.ts'

/** Props of {@link StatusCard}. */
export interface StatusCardProps {
  view: StatusView
  back: Pick<StatusBackProps, 'href' | 'onBack'>
}

/** What became of a payment, in the shopper's words, and what is left to do. */
export function StatusCard({ view, back }: StatusCardProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const state = words.isReady && view.status === 'ready' ? view.state : undefined
  const display = state && openDisplayOf(state)
  const hasWayBack = back.href !== undefined || back.onBack !== undefined
  const [isCanceling, setIsCanceling] = useState(false)
  const left = useSecondsUntil(display?.expiresAt)
  return (
    <>
      {/* One live region for every state, so that each change is announced and nothing else. */}
      <div role="status" className="payloom-status-line">
        {words.isReady && <StatusLine view={view} isOver={left === 0} />}
      </div>
      {state && <StatusSteps status={shownStatusOf(state)} />}
      {display && left !== 0 && <DisplayStep display={display} left={left} />}
      {state && <Shipments state={state} />}
      {state && mayGoOn(state) && <StatusBack {...back} takesFocus={isCanceling} />}
      {state && hasWayBack && waitingAttempts(state).length > 0 && (
        <StatusCancel state={state} onPress={() => setIsCanceling(true)} />
      )}
      {state && <ConnectionNote view={view} />}
    </>
  )
}

interface StatusLineProps {
  view: StatusView
  /** The time that the shopper had is over. */
  isOver: boolean
}

/** From here another try may begin: nothing is paid, or a part whose rest nobody is paying now. */
function mayGoOn({ status, attempts }: PaymentState): boolean {
  return isEndedWithoutMoney(status) || (status === 'partially_paid' && !attempts.some(({ live }) => live))
}

function StatusLine({ view, isOver }: StatusLineProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  if (view.status === 'loading') {
    return <p className="payloom-status-hint">{words.text('status.loading')}</p>
  }
  if (view.status === 'error') {
    return <p className="payloom-status-hint">{words.textOf('statusError', view.error.code)}</p>
  }
  const { state } = view
  const status = shownStatusOf(state)
  const refusal = status === 'failed' ? state.error : undefined
  // What the shopper has to do stands below; "is being confirmed" would say the contrary.
  const isTheirTurn = status !== 'placed' && openDisplayOf(state) !== undefined
  const told = isTheirTurn ? 'waiting' : state.overpaid ? 'overpaid' : status
  const amount = formatMoney(hintAmountOf(state), words.locale)
  const ordinary = refusal
    ? words.textOf('refusal', refusal.code)
    : words.textOf('statusHint', told, { amount })
  // No final word has come: what became of it is not known yet.
  const hint = isTheirTurn && isOver ? words.text('display.over') : ordinary
  return (
    <>
      <span className="payloom-status-mark" aria-hidden="true" />
      <p className="payloom-status-title">{words.textOf('status', status)}</p>
      {state.amounts.total.value !== 0 && (
        <p className="payloom-status-amount" translate="no">
          <bdi>{formatMoney(paidAmountOf(state), words.locale)}</bdi>
        </p>
      )}
      <p className="payloom-status-hint">{hint}</p>
    </>
  )
}

/** What is left to pay of a part-paid order, else what was sent back. */
function hintAmountOf({ status, amounts }: PaymentState): PaymentState['amounts']['total'] {
  const { total, authorized, captured, refunded } = amounts
  return status === 'partially_paid'
    ? { ...total, value: total.value - authorized.value - captured.value }
    : refunded
}

/** What the shopper sees on the account: with one try its amount and surcharge, with several parts the whole. */
function paidAmountOf({ attempts, amounts }: PaymentState): PaymentState['amounts']['total'] {
  const lasting = attempts.filter(({ status }) => !isEndedWithoutMoney(status))
  const [only, second] = lasting
  return only && !second ? only.amount : amounts.total
}
