'use client'

import type { ChallengeRoom, Checkout } from '@payloom/core'
import { type ReactNode, type SyntheticEvent, useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { Words } from '../context/Words.ts'

/** Props of {@link ActionDialog}. */
export interface ActionDialogProps {
  challenge: Checkout['challenge']
  words: Words
  room: ChallengeRoom
  className?: string | undefined
}

/** The open dialog: a title, a way out, and an empty room that is the provider's. */
export function ActionDialog({ challenge, words, room, className }: ActionDialogProps): ReactNode {
  const dialogRef = useRef<HTMLDialogElement>(null)
  const roomRef = useRef<HTMLDivElement>(null)
  const titleId = useId()
  // A layout effect is undone while the dialog still stands in the page; only then does `close` give the focus back.
  useLayoutEffect(() => {
    const dialog = dialogRef.current
    const element = roomRef.current
    if (!dialog || !element) return
    dialog.showModal()
    const takeBack = challenge.attach(element)
    return () => {
      takeBack()
      dialog.close()
    }
  }, [challenge])
  useEffect(() => {
    // Through the object model: a style attribute would need 'unsafe-inline'.
    const style = dialogRef.current?.style
    if (room.size) {
      style?.setProperty('--payloom-room-width', `${room.size.width}px`)
      style?.setProperty('--payloom-room-height', `${room.size.height}px`)
    }
  }, [room.size])
  const dismiss = () => challenge.dismiss()
  const onCancel = (event: SyntheticEvent) => {
    event.preventDefault()
    dismiss()
  }
  // The browser closes by itself on a second Esc. An effect that ran twice leaves a late `close` of an open dialog.
  const onClose = () => {
    if (!dialogRef.current?.open) dismiss()
  }
  return (
    <dialog
      ref={dialogRef}
      className={className ? `payloom-dialog ${className}` : 'payloom-dialog'}
      aria-labelledby={titleId}
      onCancel={onCancel}
      onClose={onClose}
    >
      <div className="payloom-dialog-bar">
        <h2 id={titleId} className="payloom-dialog-title">
          {room.title ?? words.text('challenge.title')}
        </h2>
        <button type="button" className="payloom-close" onClick={dismiss}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
          <span className="payloom-unseen">{words.text('challenge.close')}</span>
        </button>
      </div>
      <div ref={roomRef} className="payloom-room" />
    </dialog>
  )
}
