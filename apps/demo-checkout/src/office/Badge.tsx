import type { ReactNode } from 'react'

/** Props of {@link Badge}. */
export interface BadgeProps {
  /** How it stands: nothing to do, to be looked at, gone wrong, or neither. */
  tone: 'good' | 'open' | 'bad' | 'plain'
  children: ReactNode
}

/** A few words on how something stands; the colour says nothing that the words do not. */
export function Badge({ tone, children }: BadgeProps): ReactNode {
  return (
    <span className="office-badge" data-tone={tone}>
      {children}
    </span>
  )
}
