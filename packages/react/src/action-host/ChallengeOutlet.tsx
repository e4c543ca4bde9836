'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { usePart } from '../lazy-part/usePart.ts'
import type { ActionDialogProps } from './ActionDialog.tsx'
import { actionDialogLoader } from './actionDialogLoader.ts'

/** Draws the dialog while a challenge is open. */
export function ChallengeOutlet({ className }: { className?: string | undefined }): ReactNode {
  const { checkout } = useCheckoutContext('<ActionHost>')
  const view = useStoreState(checkout.challenge.view, (challenge) => challenge)
  return view.status === 'open' ? <OpenChallenge room={view.room} className={className} /> : null
}

function OpenChallenge(props: ActionDialogProps): ReactNode {
  const dialog = usePart(actionDialogLoader)
  return dialog.status === 'ready' ? <dialog.Part {...props} /> : null
}
