import type { MethodRef } from '@payloom/core'
import type { KnownFactKind, Redirect } from '@payloom/core/contract'
import { CheckoutProvider, PaymentStatus, type PlacedOrder, useCheckout } from '@payloom/react'
import { type ReactNode, useContext, useEffect, useState } from 'react'
import { LookContext } from './Look.ts'
import { type Stage as OpenStage, openStage, type StageOptions } from './openStage.ts'
import { Shop } from './Shop.tsx'

/** Props of {@link Stage}. */
export interface StageProps extends StageOptions {
  /** Chosen as soon as the list is there. */
  chosen?: (MethodRef & { storedMethodId?: string | undefined }) | undefined
  /** Stays with the checkout when the order is placed. @default false */
  stays?: boolean | undefined
  /** Drawn instead of the checkout page. */
  children?: ReactNode | ((stage: OpenStage) => ReactNode)
}

const stages = new WeakMap<Element, OpenStage>()

/** The world and the checkout of the story that is drawn here, for its play function. */
export function stageIn(canvas: HTMLElement): OpenStage {
  const element = canvas.querySelector('.stage')
  const stage = element && stages.get(element)
  if (!stage) throw new Error('stageIn: nothing is staged here; let the story draw a <Stage>.')
  return stage
}

/** A checkout page in a world of its own, where an order leads to its status as it does in a shop. */
export function Stage({ chosen, stays = false, children, ...options }: StageProps): ReactNode {
  const look = useContext(LookContext)
  const [left, setLeft] = useState<Redirect>()
  const [order, setOrder] = useState<PlacedOrder>()
  const [stage] = useState(() => openStage(options, look, setLeft))
  const page = typeof children === 'function' ? children(stage) : children
  return (
    <div
      className="stage"
      ref={(element) => {
        if (element) stages.set(element, stage)
      }}
    >
      <CheckoutProvider checkout={stage.checkout}>
        {chosen && <Choose {...chosen} />}
        {page ??
          (order && !stays ? (
            <PaymentStatus paymentId={order.paymentId} onBack={() => setOrder(undefined)} />
          ) : (
            <Shop onOrder={setOrder} />
          ))}
      </CheckoutProvider>
      {left && <Left {...left} />}
      {order && !stays && <Meanwhile world={stage.world} />}
    </div>
  )
}

/** Chooses a method as soon as it is listed. */
function Choose({ provider, method, storedMethodId }: NonNullable<StageProps['chosen']>): ReactNode {
  const checkout = useCheckout()
  useEffect(() => {
    let isDone = false
    const choose = (): void => {
      if (isDone || checkout.selection.getState().total === undefined) return
      isDone = true
      checkout.select({ provider, method, storedMethodId })
    }
    choose()
    return checkout.selection.subscribe(choose)
  }, [checkout, provider, method, storedMethodId])
  return null
}

/** A story's page stays where it is; this says where the browser would be. */
function Left({ url, method, fields }: Redirect): ReactNode {
  return (
    <p className="stage-note" role="status">
      Here the browser leaves for <code>{url}</code>
      {method === 'POST' &&
        ` with a form of ${fields.length === 1 ? 'one field' : `${fields.length} fields`}`}
      .
    </p>
  )
}

const news: readonly [KnownFactKind, string][] = [
  ['captured', 'The money arrives'],
  ['failed', 'It is refused'],
  ['expired', 'It expires'],
  ['refunded', 'The shop sends it back'],
]

/** What happens outside of the page, to try what the status does by itself. */
function Meanwhile({ world }: Pick<OpenStage, 'world'>): ReactNode {
  return (
    <section className="stage-note" aria-label="Meanwhile, at the company">
      <p>Meanwhile, at the company:</p>
      {news.map(([kind, label]) => (
        <button key={kind} type="button" onClick={() => world.hear(kind)}>
          {label}
        </button>
      ))}
    </section>
  )
}
