import { type ReactNode, useState } from 'react'
import { officeClient } from './officeClient.ts'

/** Ends the stay in the office. */
export function SignOutButton({ onSignedOut }: { onSignedOut: () => void }): ReactNode {
  const [failed, setFailed] = useState(false)
  const press = (): void => {
    officeClient.signOut().then(onSignedOut, () => setFailed(true))
  }
  return (
    <button type="button" className="header-button" onClick={press}>
      {failed ? 'Try to sign out again' : 'Sign out'}
    </button>
  )
}
