import type { ReactNode } from 'react'

/** Props of {@link Trouble}. */
export interface TroubleProps {
  children: ReactNode
  onRetry?: () => void
}

/** Something did not work: what, and a way on. */
export function Trouble({ children, onRetry }: TroubleProps): ReactNode {
  return (
    <div className="trouble" role="alert">
      <p>{children}</p>
      {onRetry && (
        <button type="button" className="button-quiet" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  )
}
