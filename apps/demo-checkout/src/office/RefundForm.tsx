import { currencyExponent, formatMoney, type Money } from '@payloom/core/contract'
import { type ReactNode, useId, useRef, useState } from 'react'
import type { OfficeUpdate } from '../../wire/office.ts'
import { OfficeField } from './OfficeField.tsx'
import { PressForm } from './PressForm.tsx'
import { exampleOf, type ParsedAmount, parseAmount } from './parseAmount.ts'
import { usePress } from './usePress.ts'

/** Props of {@link RefundForm}. */
export interface RefundFormProps {
  orderId: string
  /** What can still be given back. */
  refundable: Money
  updates: readonly OfficeUpdate[]
  onAccepted: () => void
}

/** Gives money back: all that is left, or a part of it. */
export function RefundForm({ orderId, refundable, updates, onAccepted }: RefundFormProps): ReactNode {
  const [isPart, setIsPart] = useState(false)
  const [text, setText] = useState('')
  const [own, setOwn] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const { view, press, clear } = usePress(orderId, () => {
    setText('')
    setIsPart(false)
    onAccepted()
  })
  const { currency } = refundable
  const left = formatMoney(refundable, 'en')
  const parsed = parseAmount(text, currency)
  const refused = view.status === 'refused' && view.field === 'amount' ? view.words : undefined
  const isLocked = view.status === 'sending' || view.status === 'unknown'
  const change = (apply: () => void): void => {
    if (isLocked) return
    apply()
    setOwn(undefined)
    clear()
  }
  const submit = (): void => {
    const amount = isPart ? parsed : undefined
    // What was told before an answer was lost is told again as it was: it may have left less by now.
    const complaint = amount && !isLocked ? complaintOf(amount, refundable) : undefined
    setOwn(complaint)
    if (complaint === undefined) {
      press({ kind: 'refunded', ...(amount?.kind === 'money' ? { amount: amount.money } : {}) })
    } else {
      field.current?.focus()
    }
  }
  if (refundable.value === 0 && view.status === 'ready') {
    return <p className="soft">Nothing is left to refund.</p>
  }
  const part = parsed.kind === 'money' ? formatMoney(parsed.money, 'en') : ''
  return (
    <PressForm
      {...{ name: 'Refund', what: 'The refund', view, updates, isFirst: true }}
      again={refundable.value > 0 ? 'Refund more' : undefined}
      label={`Refund ${isPart ? part : left}`.trimEnd()}
      hasField={isPart && refused !== undefined}
      onSubmit={submit}
      onAgain={clear}
    >
      <Choice isPart={isPart} left={left} onChange={(chosen) => change(() => setIsPart(chosen))} />
      {isPart && (
        <OfficeField
          ref={field}
          name="amount"
          label={`Amount in ${currency}`}
          value={text}
          inputMode="decimal"
          hint={`At most ${left}. Write it like ${exampleOf(currencyExponent(currency) ?? 2)}.`}
          complaint={own ?? refused}
          readOnly={isLocked}
          onChange={(value) => change(() => setText(value))}
        />
      )}
    </PressForm>
  )
}

interface ChoiceProps {
  isPart: boolean
  left: string
  onChange: (isPart: boolean) => void
}

function Choice({ isPart, left, onChange }: ChoiceProps): ReactNode {
  const name = useId()
  return (
    <fieldset className="office-choice">
      <legend className="unseen">How much</legend>
      <label>
        <input type="radio" name={name} checked={!isPart} onChange={() => onChange(false)} />
        <span>All that is left, {left}</span>
      </label>
      <label>
        <input type="radio" name={name} checked={isPart} onChange={() => onChange(true)} />
        <span>A part of it</span>
      </label>
    </fieldset>
  )
}

function complaintOf(amount: ParsedAmount, refundable: Money): string | undefined {
  if (amount.kind === 'refused') return amount.words
  if (amount.money.value <= refundable.value) return undefined
  return `That is more than the ${formatMoney(refundable, 'en')} that is left.`
}
