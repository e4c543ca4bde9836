'use client'

import type { ReactNode } from 'react'

/** Rows of the height of real ones while they load. Without words: what loads says whoever draws them. */
export function SkeletonRows({ rows }: { rows: number }): ReactNode {
  return (
    <div className="payloom-list" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="payloom-method payloom-skeleton">
          <div className="payloom-row" />
        </div>
      ))}
    </div>
  )
}
