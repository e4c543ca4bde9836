import { type ReactNode, type Ref, useId } from 'react'

/** Props of {@link OfficeField}. */
export interface OfficeFieldProps {
  name: string
  label: string
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'password'
  inputMode?: 'decimal'
  hint?: string
  /** What is to be mended. */
  complaint?: string | undefined
  readOnly?: boolean
  ref?: Ref<HTMLInputElement>
}

/** A line of a form of the office, with its hint and its complaint tied to it. */
export function OfficeField(props: OfficeFieldProps): ReactNode {
  const { name, label, value, onChange, type = 'text', hint, complaint, ...rest } = props
  const id = useId()
  const described = [hint && `${id}-hint`, complaint && `${id}-complaint`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        dir="auto"
        autoComplete={type === 'password' ? 'current-password' : 'off'}
        value={value}
        maxLength={200}
        aria-invalid={complaint !== undefined}
        aria-describedby={described || undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        {...rest}
      />
      {hint && (
        <p id={`${id}-hint`} className="office-hint">
          {hint}
        </p>
      )}
      {complaint && (
        <p id={`${id}-complaint`} className="complaint" role="alert">
          {complaint}
        </p>
      )}
    </div>
  )
}
