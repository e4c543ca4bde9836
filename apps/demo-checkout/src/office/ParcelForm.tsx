import { type ReactNode, useRef, useState } from 'react'
import type { OfficeUpdate } from '../../wire/office.ts'
import { OfficeField } from './OfficeField.tsx'
import { PressForm } from './PressForm.tsx'
import { usePress } from './usePress.ts'

/** Props of {@link ParcelForm}. */
export interface ParcelFormProps {
  orderId: string
  /** A shipment may leave without a number; tracking is nothing but one. */
  kind: 'shipped' | 'tracking_added'
  /** Nothing of this kind was told yet. */
  isFirst: boolean
  updates: readonly OfficeUpdate[]
  onAccepted: () => void
}

type Complaints = { carrier?: string; number?: string }

const words = {
  shipped: { label: 'Ship', what: 'The shipment', again: 'Ship another parcel', optional: ' (optional)' },
  tracking_added: { label: 'Add tracking', what: 'The tracking', again: 'Add another number', optional: '' },
}

/** Tells that a parcel has left, or by which number it can be followed. */
export function ParcelForm({ orderId, kind, isFirst, updates, onAccepted }: ParcelFormProps): ReactNode {
  const [carrier, setCarrier] = useState('')
  const [number, setNumber] = useState('')
  const [own, setOwn] = useState<Complaints>({})
  const fields = useRef<HTMLDivElement>(null)
  const { view, press, clear } = usePress(orderId, () => {
    setCarrier('')
    setNumber('')
    onAccepted()
  })
  const { label, what, again, optional } = words[kind]
  const complaints = view.status === 'refused' ? told(view.field, view.words) : own
  const isLocked = view.status === 'sending' || view.status === 'unknown'
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    setOwn({})
    clear()
  }
  const submit = (): void => {
    const tracking = { name: carrier.trim(), number: number.trim() }
    const wrong = complaintsOf(tracking, kind === 'shipped')
    setOwn(wrong)
    const [first] = Object.keys(wrong)
    if (first) fields.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    else press({ kind, ...(tracking.number === '' ? {} : { tracking }) })
  }
  return (
    <PressForm
      {...{ name: label, what, view, label, again, isFirst, updates }}
      isPrimary={kind === 'shipped'}
      hasField={complaints.carrier !== undefined || complaints.number !== undefined}
      onSubmit={submit}
      onAgain={clear}
    >
      <div ref={fields} className="office-pair">
        <OfficeField
          name="carrier"
          label={`Carrier${optional}`}
          value={carrier}
          onChange={change(setCarrier)}
          complaint={complaints.carrier}
          readOnly={isLocked}
        />
        <OfficeField
          name="number"
          label={`Tracking number${optional}`}
          value={number}
          onChange={change(setNumber)}
          complaint={complaints.number}
          readOnly={isLocked}
        />
      </div>
    </PressForm>
  )
}

function complaintsOf({ name, number }: { name: string; number: string }, isOptional: boolean): Complaints {
  if (isOptional && name === '' && number === '') return {}
  return {
    ...(name === '' ? { carrier: 'Enter the carrier, such as PostNL.' } : {}),
    ...(number === '' ? { number: 'Enter the number of the parcel.' } : {}),
  }
}

function told(field: string | undefined, words: string): Complaints {
  return field === 'carrier' || field === 'number' ? { [field]: words } : {}
}
