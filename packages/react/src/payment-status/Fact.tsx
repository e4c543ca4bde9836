'use client'

import type { ReactNode } from 'react'
import { CopyButton } from './CopyButton.tsx'

/** Props of {@link Fact}. */
export interface FactProps {
  label: string
  value: string
  /** What the button copies; without it there is no button. */
  copy: string | undefined
}

/** One line of what has to be typed in elsewhere. */
export function Fact({ label, value, copy }: FactProps): ReactNode {
  return (
    <div className="payloom-fact">
      <dt>{label}</dt>
      <dd>
        <bdi translate="no">{value}</bdi>
        {copy !== undefined && <CopyButton label={label} value={copy} />}
      </dd>
    </div>
  )
}
