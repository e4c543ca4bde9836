'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { useStoreState } from '../context/useStoreState.ts'
import { usePart } from '../lazy-part/usePart.ts'
import type { ActionDialogProps } from './ActionDialog.tsx'
import { actionDialogLoader } from './actionDialogLoader.ts'

/** Draws the dialog while a challenge is open. */
export function ChallengeOutlet({ className }: { className?: string | undefined }): ReactNode {
  const { checkout, words } = useCheckoutContext('<ActionHost>')
  const { challenge } = checkout
  const view = useStoreState(challenge.view, (state) => state)
  if (view.status !== 'open') return null
  return <OpenChallenge {...{ challenge, words, className }} room={view.room} />
}

function OpenChallenge(props: ActionDialogProps): ReactNode {
  const dialog = usePart(actionDialogLoader)
  return dialog.status === 'ready' ? <dialog.Part {...props} /> : null
}
