'use client'

import { formatMoney, type PaymentPart } from '@payloom/core/contract'
import { type ReactNode, useState } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { useSelectorContext } from './SelectorContext.ts'

/**
 * What is paid already by another method, each with a way to take it off again, and what is left to pay. A `<section>`; nothing while
 * nothing is paid.
 */
export function SelectorPaidParts(part: PartProps): ReactNode {
  const { words, listFocus } = useCheckoutContext('<PaymentMethodSelector>')
  const { list } = useSelectorContext('Parts')
  const [news, setNews] = useState('')
  const payment = list.status === 'ready' ? list.payment : undefined
  const parts = words.isReady ? (payment?.parts ?? []) : []
  const remove = async ({ attemptId, title }: PaymentPart) => {
    setNews(words.text('parts.removing', { title }))
    const { kind } = await list.removePart(attemptId)
    setNews(words.text(kind === 'removed' ? 'parts.removed' : 'parts.kept', { title }))
    // The button that was pressed goes away, and the focus with it.
    if (kind === 'removed') listFocus.current?.()
  }
  const due = payment && formatMoney(payment.due, words.locale)
  return (
    <>
      {parts.length > 0 &&
        drawPart(
          'section',
          {
            className: 'payloom-parts',
            'aria-label': words.text('parts.label'),
            children: (
              <>
                <ul className="payloom-part-list">
                  {parts.map((one) => (
                    <PaidPart key={one.attemptId} part={one} onRemove={() => remove(one)} />
                  ))}
                </ul>
                <p className="payloom-due">
                  <span>{words.text('parts.due')}</span>
                  <bdi translate="no">{due}</bdi>
                </p>
              </>
            ),
          },
          part,
        )}
      <p aria-live="polite" className={news ? 'payloom-hint' : 'payloom-unseen'}>
        {news}
      </p>
    </>
  )
}

interface PaidPartProps {
  part: PaymentPart
  onRemove(): Promise<void>
}

function PaidPart({ part, onRemove }: PaidPartProps): ReactNode {
  const { words } = useCheckoutContext('<PaymentMethodSelector>')
  const { isHeld } = useSelectorContext('Parts')
  const [isLeaving, setIsLeaving] = useState(false)
  const { title, amount } = part
  const press = async () => {
    if (isLeaving) return
    setIsLeaving(true)
    await onRemove()
    setIsLeaving(false)
  }
  return (
    <li className="payloom-part">
      <span className="payloom-title">
        <bdi>{title}</bdi>
      </span>
      <bdi className="payloom-part-amount" translate="no">
        {formatMoney({ ...amount, value: -amount.value }, words.locale)}
      </bdi>
      <button
        type="button"
        className="payloom-quiet-button"
        aria-label={words.text('parts.removeTitle', { title })}
        aria-disabled={isLeaving}
        disabled={isHeld}
        onClick={() => void press()}
      >
        {words.text('parts.remove')}
      </button>
    </li>
  )
}
