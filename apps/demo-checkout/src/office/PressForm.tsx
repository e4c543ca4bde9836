import { type FormEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { OfficeUpdate } from '../../wire/office.ts'
import type { PressView } from './createPress.ts'

/** Props of {@link PressForm}. */
export interface PressFormProps {
  /** The form's name. */
  name: string
  /** What is told, e.g. "The refund". */
  what: string
  view: PressView
  /** The button's words. */
  label: string
  /** What the page is mostly for. */
  isPrimary?: boolean
  /** What is known of the order's updates by now. */
  updates: readonly OfficeUpdate[]
  /** Words of the button that opens the form once more, where there is more to tell. */
  again: string | undefined
  /** Nothing of this kind was told yet: the form is open by itself. */
  isFirst: boolean
  /** The form shows a refusal at its field. */
  hasField: boolean
  onSubmit: () => void
  /** The form is opened once more. */
  onAgain: () => void
  children: ReactNode
}

/** A form that tells something once per press: it closes when that is accepted, so that no second click finds a button to press. */
export function PressForm(props: PressFormProps): ReactNode {
  const { name, view, isFirst, onSubmit, onAgain } = props
  const [isOpened, setIsOpened] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (view.status === 'accepted') setIsOpened(false)
    // The field that is to be mended, wherever the press came from.
    if (view.status === 'refused') form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [view])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSubmit()
  }
  const open = (): void => {
    setIsOpened(true)
    onAgain()
    form.current?.focus()
  }
  const isOpen = view.status !== 'accepted' && (isFirst || isOpened)
  return (
    <form ref={form} className="office-form" noValidate tabIndex={-1} aria-label={name} onSubmit={submit}>
      {isOpen && props.children}
      <Outcome {...props} />
      {isOpen && (
        <button
          type="submit"
          className={props.isPrimary ? 'button office-button' : 'button-quiet office-button'}
          aria-disabled={view.status === 'sending'}
          onClick={refuseSecondClick}
        >
          {view.status === 'unknown' ? 'Try again' : props.label}
        </button>
      )}
      {!isOpen && props.again && (
        <button
          type="button"
          className="button-quiet office-button"
          onClick={(event) => event.detail < 2 && open()}
        >
          {props.again}
        </button>
      )}
    </form>
  )
}

/** The second click of a double click is no press, however fast the answer to the first was. */
function refuseSecondClick(event: MouseEvent): void {
  if (event.detail > 1) event.preventDefault()
}

/** What became of a press. The line is there before there is anything to say, so that it is announced. */
function Outcome(props: Pick<PressFormProps, 'view' | 'what' | 'hasField' | 'updates'>): ReactNode {
  const { view, what, hasField, updates } = props
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    // The button has gone: the focus goes to what came of it.
    if (view.status === 'accepted') line.current?.focus({ preventScroll: true })
  }, [view])
  return (
    <>
      <p role="status" ref={line} tabIndex={-1} className={view.status === 'accepted' ? 'notice' : 'unseen'}>
        {view.status === 'sending' && 'One moment'}
        {view.status === 'accepted' && `${what} ${acceptedWords(view, updates)}`}
      </p>
      {view.status === 'refused' && !hasField && (
        <p role="alert" className="trouble">
          {view.words}
        </p>
      )}
      {view.status === 'unknown' && (
        <p role="alert" className="trouble">
          No answer came, so it may have arrived. Try again: it is the same one, and counts once.
        </p>
      )}
    </>
  )
}

function acceptedWords(
  { updateId, outcome }: PressView & { status: 'accepted' },
  updates: readonly OfficeUpdate[],
): string {
  const known = updates.find((update) => update.updateId === updateId)
  switch (known?.outcome) {
    case 'done':
      return 'is done.'
    case 'refused':
      return `was refused${known.reason === undefined ? '' : `: ${known.reason}`}.`
    default:
      return outcome === 'sent' && known?.outcome !== 'waiting'
        ? 'is accepted. It will be sent as soon as the company can be reached.'
        : 'is accepted, but the line is down. It will be sent by itself: there is nothing more to do.'
  }
}
