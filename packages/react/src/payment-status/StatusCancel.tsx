'use client'

import type { PaymentState } from '@payloom/core/contract'
import { type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { isPaidElsewhere, waitingAttempts } from './shownStatus.ts'

/** Props of {@link StatusCancel}. */
export interface StatusCancelProps {
  state: PaymentState
  /** Pressed: what comes of it says the status. */
  onPress(): void
}

type Step = 'shown' | 'asked' | 'ending' | 'failed'

/**
 * Ends what waits for the shopper, for whoever wants to pay another way. Quiet, for going on with it is what is expected. What is
 * paid where no page sees it may be paid already: there the first press only asks.
 */
export function StatusCancel({ state, onPress }: StatusCancelProps): ReactNode {
  const { checkout, words } = useCheckoutContext('<PaymentStatus>')
  const [step, setStep] = useState<Step>('shown')
  const wasAsked = useRef(false)
  const first = useRef<HTMLButtonElement>(null)
  const isAsked = step === 'asked'
  useEffect(() => {
    // The button that was pressed goes away, and the focus goes to the one in its place.
    if (wasAsked.current !== isAsked) first.current?.focus()
    wasAsked.current = isAsked
  }, [isAsked])
  const end = async () => {
    if (step === 'ending') return
    onPress()
    setStep('ending')
    const { paymentId } = state
    const ended = await Promise.allSettled(
      waitingAttempts(state).map(({ attemptId }) => checkout.client.cancelPayment({ paymentId, attemptId })),
    )
    setStep(ended.some(({ status }) => status === 'rejected') ? 'failed' : 'shown')
  }
  return (
    <div className="payloom-status-cancel">
      {isAsked ? (
        <EndQuestion keepRef={first} onKeep={() => setStep('shown')} onEnd={() => void end()} />
      ) : (
        <button
          ref={first}
          type="button"
          className="payloom-quiet-button"
          aria-disabled={step === 'ending'}
          aria-busy={step === 'ending'}
          onClick={() => (isPaidElsewhere(state) ? step !== 'ending' && setStep('asked') : void end())}
        >
          {words.text(step === 'ending' ? 'checking.canceling' : 'status.back')}
        </button>
      )}
      <p className="payloom-hint" aria-live="polite">
        {step === 'failed' && words.text('ending.failed')}
      </p>
    </div>
  )
}

interface EndQuestionProps {
  keepRef: Ref<HTMLButtonElement>
  onKeep(): void
  onEnd(): void
}

function EndQuestion({ keepRef, onKeep, onEnd }: EndQuestionProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset needs a legend of its own; the sentence is the name
    <div role="group" className="payloom-status-ask" aria-labelledby={id}>
      <p id={id}>{words.text('ending.text')}</p>
      <div className="payloom-confirm">
        <button ref={keepRef} type="button" className="payloom-quiet-button" onClick={onKeep}>
          {words.text('stored.keep')}
        </button>
        <button type="button" className="payloom-quiet-button" data-tone="negative" onClick={onEnd}>
          {words.text('ending.end')}
        </button>
      </div>
    </div>
  )
}
