import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { PageTitle } from '../router/PageTitle.tsx'
import { OfficeError } from './OfficeError.ts'
import { OfficeField } from './OfficeField.tsx'
import { officeClient } from './officeClient.ts'

/** Asks for the key of the office. */
export function OfficeSignIn({ onSignedIn }: { onSignedIn: () => void }): ReactNode {
  const [key, setKey] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    try {
      await officeClient.signIn(key.trim())
      onSignedIn()
    } catch (error) {
      setComplaint(error instanceof OfficeError ? error.words : 'Signing in did not work. Please try again.')
      field.current?.focus()
    }
  }
  return (
    <div className="page office-sign-in">
      <PageTitle tab="Back office">Back office</PageTitle>
      <form className="office-form" noValidate onSubmit={(event) => void submit(event)} aria-label="Sign in">
        <OfficeField
          ref={field}
          name="key"
          label="Key"
          type="password"
          value={key}
          hint="The terminal shows it when the demo starts."
          complaint={complaint}
          onChange={(value) => {
            setKey(value)
            setComplaint(undefined)
          }}
        />
        <button type="submit" className="button office-button">
          Sign in
        </button>
      </form>
    </div>
  )
}
