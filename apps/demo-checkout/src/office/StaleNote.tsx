import type { ReactNode } from 'react'

/** Says that what is shown may be old. The line is there before, so that it is announced. */
export function StaleNote({ isStale }: { isStale: boolean }): ReactNode {
  return (
    <p role="status" className={isStale ? 'notice' : 'unseen'}>
      {isStale && 'The shop does not answer at the moment. What you see may be older; it follows by itself.'}
    </p>
  )
}
