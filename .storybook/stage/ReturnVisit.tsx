import type { Checkout } from '@payloom/core'
import { CheckoutProvider, PaymentStatus, useReturn } from '@payloom/react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Stage } from './openStage.ts'

/** Props of {@link ReturnVisit}. */
export interface ReturnVisitProps {
  stage: Stage
  /** What became of the payment at the company meanwhile. `nothing`: nobody ever left. */
  meanwhile: 'approved' | 'refused' | 'canceled' | 'nothing'
}

/** A shopper who leaves for the bank's page and comes back to the shop's. */
export function ReturnVisit({ stage, meanwhile }: ReturnVisitProps): ReactNode {
  const [checkout, setCheckout] = useState<Checkout>()
  useEffect(() => {
    let isHere = true
    const visit = meanwhile === 'nothing' ? Promise.resolve() : leave(stage, meanwhile)
    void visit.then(() => isHere && setCheckout(stage.comeBack()))
    return () => {
      isHere = false
    }
  }, [stage, meanwhile])
  if (!checkout) return null
  return (
    <CheckoutProvider checkout={checkout}>
      <ReturnPage />
    </CheckoutProvider>
  )
}

/** The shop's page for returns, as `docs/react.md` has it. */
function ReturnPage(): ReactNode {
  const back = useReturn()
  switch (back.status) {
    case 'none':
      return <p>There is nothing to see here.</p>
    case 'resuming':
      return <p role="status">One moment, we are looking up your payment.</p>
    case 'error':
      return (
        <div role="alert">
          <p>We could not find out what became of your payment ({back.error.code}).</p>
          <button type="button" className="payloom-quiet-button" onClick={back.retry}>
            Try again
          </button>
        </div>
      )
    case 'ready':
      return <PaymentStatus paymentId={back.paymentId} backHref="#checkout" />
  }
}

const leaving = new WeakMap<Stage, Promise<void>>()

// Once, however often React runs the effect.
function leave(stage: Stage, meanwhile: ReturnVisitProps['meanwhile']): Promise<void> {
  const known = leaving.get(stage) ?? leaveOnce(stage, meanwhile)
  leaving.set(stage, known)
  return known
}

async function leaveOnce(
  { world, checkout }: Stage,
  meanwhile: ReturnVisitProps['meanwhile'],
): Promise<void> {
  await checkout.loadMethodList()
  checkout.select({ provider: 'sandbox', method: 'bank' })
  await untilReady(checkout)
  const outcome = await checkout.placeOrder()
  if (outcome.kind !== 'result') throw new Error(`ReturnVisit: the order was not taken (${outcome.kind}).`)
  const { paymentId, attemptId, step } = outcome.result
  if (meanwhile === 'canceled') await checkout.client.cancelPayment({ paymentId, attemptId })
  if (meanwhile !== 'refused') return
  world.answerNext({ outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } } })
  await checkout.client.updatePayment({ paymentId, attemptId, step, data: {} })
}

function untilReady({ submit }: Checkout): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!submit.getState().canSubmit) return
      stop()
      resolve()
    }
    const stop = submit.subscribe(look)
    look()
  })
}
