import { type ReactNode, useId } from 'react'

/** Props of {@link ContactField}. */
export interface ContactFieldProps {
  name: string
  label: string
  value: string
  type?: 'text' | 'email'
  autoComplete: string
  /** What is to be mended. */
  complaint?: string | undefined
  /** The shopper types. */
  onMend: () => void
  /** The shopper has left the field. */
  onLeave: () => void
}

/** One line of an address. */
export function ContactField(props: ContactFieldProps): ReactNode {
  const { name, label, value, type = 'text', autoComplete, complaint, onMend, onLeave } = props
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        dir="auto"
        type={type}
        autoComplete={autoComplete}
        defaultValue={value}
        maxLength={120}
        required
        aria-invalid={complaint !== undefined}
        aria-describedby={complaint ? `${id}-complaint` : undefined}
        onInput={onMend}
        onBlur={onLeave}
      />
      {complaint && (
        <p id={`${id}-complaint`} className="complaint">
          {complaint}
        </p>
      )}
    </div>
  )
}
